package org.zhenhao.screening;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** Results of jobs as downloads, whole or in part (RFC 9110, section 14). Thread-safe. */
@Singleton
final class Results {
    private final PartStore parts;
    private final Conversions conversions;

    @Inject
    Results(PartStore parts, Conversions conversions) {
        this.parts = parts;
        this.conversions = conversions;
    }

    /** Something of a known length that any stretch can be written of. */
    interface Body {
        long size();

        void write(long from, long to, OutputStream out) throws IOException;
    }

    /** The answer to a request for a result. */
    Response answer(Job job, @Nullable String format, @Nullable String range, @Nullable String ifRange) {
        Setup setup = Setup.read(String.valueOf(job.setup()));
        Kind kind = Kind.of(format, setup);
        String tag = '"' + job.id() + '-' + kind.ending() + '"';
        Body body = kind.own(setup) ? new Stored(job.id(), parts) : conversions.of(job, setup, kind);
        Range wanted = ifRange == null || ifRange.equals(tag) ? Range.of(range, body.size()) : null;
        if (wanted != null && wanted.from() >= wanted.to()) {
            return Response.status(416)
                    .header("Content-Range", "bytes */" + body.size())
                    .build();
        }
        long from = wanted == null ? 0 : wanted.from();
        long to = wanted == null ? body.size() : wanted.to();
        Response.ResponseBuilder answer = Response.status(wanted == null ? 200 : 206)
                .entity((StreamingOutput) out -> body.write(from, to, out))
                .header("Content-Type", kind.mediaType(setup))
                .header("Content-Length", to - from)
                .header("Accept-Ranges", "bytes")
                .header("ETag", tag)
                .header("Cache-Control", "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", disposition(job, kind));
        if (wanted != null) {
            answer.header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + body.size());
        }
        return answer.build();
    }

    /** Removes what was made of a job's result. */
    void forget(String job) {
        conversions.forget(job);
    }

    private static String disposition(Job job, Kind kind) {
        String name = (job.name().isEmpty() ? "screening-" + job.id() : job.name() + "-screened") + "." + kind.ending();
        String ascii = name.replaceAll("[^A-Za-z0-9._-]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }

    /** From the first byte to behind the last. */
    record Range(long from, long to) {
        /** What a header asks for; null if it asks for nothing, or for something that need not be understood. */
        static @Nullable Range of(@Nullable String header, long size) {
            if (header == null || !header.matches("bytes=([0-9]{1,15}-[0-9]{0,15}|-[0-9]{1,15})")) {
                return null;
            }
            String[] ends = header.substring("bytes=".length()).split("-", -1);
            if (ends[0].isEmpty()) {
                long last = Math.min(size, Long.parseLong(ends[1]));
                return new Range(size - last, size);
            }
            long from = Long.parseLong(ends[0]);
            long to = ends[1].isEmpty() ? size : Math.min(size, Long.parseLong(ends[1]) + 1);
            return from < size && to <= from ? null : new Range(from, to);
        }
    }

    /** The parts' results behind each other. */
    private static final class Stored implements Body {
        private final String job;
        private final PartStore parts;
        private final List<Long> sizes;

        Stored(String job, PartStore parts) {
            this.job = job;
            this.parts = parts;
            this.sizes = parts.sizes(job);
        }

        @Override
        public long size() {
            return sizes.stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public void write(long from, long to, OutputStream out) throws IOException {
            long at = 0;
            for (int part = 0; part < sizes.size() && at < to; part++) {
                long end = at + sizes.get(part);
                if (end > from) {
                    byte[] text = parts.text(job, part, true);
                    if (text.length != sizes.get(part)) {
                        throw new IOException("a part of the result is not whole");
                    }
                    int first = (int) Math.max(0, from - at);
                    out.write(text, first, (int) Math.min(text.length, to - at) - first);
                }
                at = end;
            }
        }
    }

    /** A format of results. */
    enum Kind {
        CSV,
        NDJSON,
        XLSX,
        PARQUET;

        static Kind of(@Nullable String word, Setup setup) {
            if (word == null) {
                return switch (setup.upload()) {
                    case "ndjson" -> NDJSON;
                    case "xlsx" -> XLSX;
                    case "parquet" -> PARQUET;
                    default -> CSV;
                };
            }
            return switch (word) {
                case "csv", "tsv", "lines" -> CSV;
                case "ndjson", "jsonl" -> NDJSON;
                case "xlsx" -> XLSX;
                case "parquet" -> PARQUET;
                default ->
                    throw ProblemException.of(
                                    ProblemCode.BAD_PARAMETER,
                                    "%s 只能是：%s",
                                    "%s is one of: %s",
                                    "format",
                                    "csv, ndjson, xlsx, parquet")
                            .with("parameter", "format");
            };
        }

        /** Whether the store holds a job's result in this format. */
        boolean own(Setup setup) {
            return this == (setup.format() == org.zhenhao.rows.Format.NDJSON ? NDJSON : CSV);
        }

        String ending() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        String mediaType(Setup setup) {
            return switch (this) {
                case CSV -> "text/csv;charset=" + (own(setup) ? setup.charset() : "UTF-8");
                case NDJSON -> "application/x-ndjson";
                case XLSX -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                case PARQUET -> "application/vnd.apache.parquet";
            };
        }
    }
}
