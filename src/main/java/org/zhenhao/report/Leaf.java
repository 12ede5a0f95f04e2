package org.zhenhao.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What the log of receipts holds of a report: the same bytes whenever they are made from it. The salt keeps others from
 * finding a report in the log by trying numbers and times; the note is in it as a hash only.
 */
final class Leaf {
    private static final int SALT_BYTES = 16;

    private Leaf() {}

    /** The leaf, JSON in UTF-8. */
    static byte[] of(Report report) {
        String note = report.remarks().note();
        String details = report.remarks().details();
        StringBuilder json = new StringBuilder(300)
                .append("{\"v\":1,\"report\":\"")
                .append(ReportIds.text(report.id()))
                .append("\",\"number\":\"")
                .append(report.number().replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\",\"channel\":\"")
                .append(report.channel().wire())
                .append("\",\"category\":\"")
                .append(report.category().wire())
                .append("\",\"occurredAt\":\"")
                .append(Instant.ofEpochSecond(report.occurredAt()))
                .append("\",\"acceptedAt\":\"")
                .append(Instant.ofEpochSecond(report.acceptedAt()))
                .append("\",\"salt\":\"")
                .append(salt(report))
                .append('"');
        if (note != null) {
            json.append(",\"noteSha256\":\"")
                    .append(HexFormat.of().formatHex(sha256(note.getBytes(StandardCharsets.UTF_8))))
                    .append('"');
        }
        if (details != null) {
            json.append(",\"details\":").append(details);
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String salt(Report report) {
        byte[] reporter = report.origin().reporter();
        byte[] seed = Arrays.copyOf(reporter, reporter.length + Long.BYTES);
        java.nio.ByteBuffer.wrap(seed).putLong(reporter.length, report.id());
        return HexFormat.of().formatHex(sha256(seed), 0, SALT_BYTES);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
