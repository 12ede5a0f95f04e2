package org.zhenhao.report;

import org.jspecify.annotations.Nullable;

/** Makes a report of one line of an import. Not thread-safe: one for each import. */
interface LineFormat {
    /**
     * Reads a line.
     *
     * @return the report, or null if the line says nothing: a header, a blank line
     * @throws RefusedLineException if the line cannot be taken; the import goes on behind it
     */
    @Nullable Report read(String line) throws RefusedLineException;

    /** Why a line cannot be taken. */
    final class RefusedLineException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        /**
         * @param code stable snake_case code
         * @param detail what is wrong, for a person; never the line's text
         */
        RefusedLineException(String code, String detail) {
            super(detail, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
