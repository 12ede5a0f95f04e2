package org.zhenhao.verification;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.ParsedNumber;

/**
 * What a caller says of himself.
 *
 * @param number the number he shows
 * @param text whether it was a text rather than a call
 * @param institution whom he says he calls for: an institution's id or name
 * @param agency whom he says he works for, if that is not the institution
 * @param staffId the staff id he gives
 * @param signature the signature of his text
 */
record Claim(
        ParsedNumber number,
        boolean text,
        @Nullable String institution,
        @Nullable String agency,
        @Nullable String staffId,
        @Nullable String signature) {}
