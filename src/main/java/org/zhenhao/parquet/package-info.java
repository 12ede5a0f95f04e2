/** Parquet files of flat tables, without Hadoop. */
@NullMarked
package org.zhenhao.parquet;

import org.jspecify.annotations.NullMarked;
