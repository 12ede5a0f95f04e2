/** Imports of historic reports: formats of files, line by line, how far each has come. What a report is and how it is kept is the report package's. */
@NullMarked
package org.zhenhao.imports;

import org.jspecify.annotations.NullMarked;
