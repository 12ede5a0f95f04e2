package org.zhenhao.imports;

import org.jspecify.annotations.Nullable;
import org.zhenhao.report.HistoricReport;
import org.zhenhao.report.RefusedReportException;

/** Makes a report of one line of an import. Not thread-safe: one for each import. */
interface LineFormat {
    /**
     * Reads a line.
     *
     * @return the report, or null if the line says nothing: a header, a blank line
     * @throws RefusedReportException if the line cannot be taken; the import goes on behind it
     */
    @Nullable
    HistoricReport read(String line) throws RefusedReportException;
}
