package org.zhenhao.lookup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Language;

/**
 * A verdict written down, with its entity tag.
 *
 * @param body UTF-8 JSON
 * @param tag a strong entity tag over all that the caller sees except for the time of answering, quotes included
 */
record Answer(byte[] body, String tag) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_SIZE = 1024;
    private static final HexFormat HEX = HexFormat.of();

    static Answer of(Verdict verdict, VerdictWriter writer, Language language) {
        Bytes out = new Bytes();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            writer.writeTimeless(json, verdict, language);
            json.flush();
            String tag = out.tag();
            writer.writeTime(json, verdict);
            json.writeEndObject();
            json.flush();
            return new Answer(out.toByteArray(), tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an {@code If-None-Match} header names this answer. */
    boolean matches(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && (ifNoneMatch.contains(tag) || ifNoneMatch.strip().equals("*"));
    }

    /** A buffer that can tag what was written so far. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(USUAL_SIZE);
        }

        /** Two checksums of different polynomials make 64 bits; the machine computes both at memory speed. */
        String tag() {
            CRC32 first = new CRC32();
            first.update(buf, 0, count);
            CRC32C second = new CRC32C();
            second.update(buf, 0, count);
            return '"' + HEX.toHexDigits((first.getValue() << 32) | second.getValue()) + '"';
        }
    }
}
