package org.zhenhao.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.zhenhao.evidence.EvidenceVerifier;
import org.zhenhao.evidence.ReceiptLog;
import org.zhenhao.problem.Language;

/** Writes a case file as a signed archive: JSON for programs, CSV for tables, PDF for people. Thread-safe. */
@Singleton
class Bundle {
    private static final String READ_ME = """
            证据包 / Evidence bundle
            核对 / check it:  java -jar quarkus-run.jar verify THIS.zip [public key]
            case.json         全部内容 / everything, for programs
            timeline.csv      时间线 / the contacts, for tables
            evidence-zh.pdf   中文 / Chinese
            evidence-en.pdf   英文 / English
            SHA256SUMS(.sig)  各文件的散列及其 Ed25519 签名 / hashes of the files, and their Ed25519 signature
            这些是举报人的陈述；签名和收据只证明何时这样陈述、此后未被改动。
            These are a reporter's statements; signature and receipts prove when they were made and that they were not changed.
            """;

    private final ObjectMapper mapper;
    private final ReceiptLog log;

    @Inject
    Bundle(ObjectMapper mapper, ReceiptLog log) {
        this.mapper = mapper.copy()
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.INDENT_OUTPUT);
        this.log = log;
    }

    byte[] zip(CaseFile file) {
        try {
            Map<String, byte[]> files = new LinkedHashMap<>();
            files.put(EvidenceVerifier.CASE, mapper.writeValueAsBytes(file));
            files.put("timeline.csv", csv(file).getBytes(StandardCharsets.UTF_8));
            files.put("evidence-zh.pdf", Paper.print(file, Language.ZH));
            files.put("evidence-en.pdf", Paper.print(file, Language.EN));
            files.put("README.txt", READ_ME.getBytes(StandardCharsets.UTF_8));
            StringBuilder sums = new StringBuilder();
            files.forEach((name, content) -> sums.append(EvidenceVerifier.sum(content))
                    .append("  ")
                    .append(name)
                    .append('\n'));
            byte[] list = sums.toString().getBytes(StandardCharsets.UTF_8);
            files.put(EvidenceVerifier.SUMS, list);
            files.put(
                    EvidenceVerifier.SIGNATURE,
                    (Base64.getEncoder().encodeToString(log.sign(list)) + '\n').getBytes(StandardCharsets.US_ASCII));
            return zip(files);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static String csv(CaseFile file) {
        StringWriter out = new StringWriter();
        CsvWriter writer = CsvWriter.builder().bufferSize(0).build(out);
        writer.writeRecord(
                "occurredAt",
                "number",
                "channel",
                "category",
                "facts",
                "claimedInstitution",
                "claim",
                "level",
                "score",
                "campaign",
                "note",
                "report");
        for (CaseFile.Contact contact : file.timeline()) {
            writer.writeRecord(
                    contact.occurredAt().toString(),
                    contact.number(),
                    contact.channel(),
                    contact.category(),
                    String.join(" ", contact.facts()),
                    plain(contact.claimedInstitution()),
                    contact.claimed() == null ? "" : contact.claimed().result(),
                    contact.verdict() == null ? "" : contact.verdict().level(),
                    contact.verdict() == null
                            ? ""
                            : Integer.toString(contact.verdict().score()),
                    contact.verdict() == null || contact.verdict().campaign() == null
                            ? ""
                            : contact.verdict().campaign().id(),
                    plain(contact.note()),
                    contact.report());
        }
        return out.toString();
    }

    /** A text that no spreadsheet takes for a formula. */
    private static String plain(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
