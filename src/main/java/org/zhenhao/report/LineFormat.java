package org.zhenhao.report;

import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Text;

/** Makes a report of one line of an import. Not thread-safe: one for each import. */
interface LineFormat {
    /**
     * Reads a line.
     *
     * @return the report, or null if the line says nothing: a header, a blank line
     * @throws RefusedLineException if the line cannot be taken; the import goes on behind it
     */
    @Nullable
    Report read(String line) throws RefusedLineException;

    /** Why a line cannot be taken. */
    final class RefusedLineException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final transient Text text;

        /**
         * @param code stable snake_case code
         * @param zh what is wrong, for a person; never the line's text
         * @param en the same in English
         */
        RefusedLineException(String code, String zh, String en) {
            super(code, null, false, false);
            this.code = code;
            this.text = new Text(zh, en);
        }

        Text text() {
            return text;
        }

        String code() {
            return code;
        }
    }
}
