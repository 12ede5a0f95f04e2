/** The command line: screens lists on a snapshot file or against a server, without starting the service. */
@NullMarked
package org.zhenhao.cli;

import org.jspecify.annotations.NullMarked;
