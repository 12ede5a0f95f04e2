package org.zhenhao.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks an evidence bundle without a server and without a network: the files against their hashes, the hashes against the
 * signature, the checkpoint against the key, each receipt against the checkpoint, and the timeline against the receipts.
 */
public final class EvidenceVerifier {
    /** Name of the file with all that a program needs. */
    public static final String CASE = "case.json";

    /** Name of the file with the hashes of all others. */
    public static final String SUMS = "SHA256SUMS";

    /** Name of the file with the signature of {@link #SUMS}. */
    public static final String SIGNATURE = "SHA256SUMS.sig";

    private static final int MOST_FILES = 50;
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> findings = new ArrayList<>();
    private boolean sound = true;

    private EvidenceVerifier() {}

    /**
     * What a check found.
     *
     * @param sound whether everything agrees
     * @param findings a line for each thing looked at, in Chinese and English
     */
    public record Outcome(boolean sound, List<String> findings) {}

    /**
     * Checks a bundle.
     *
     * @param expectedKey the log's public key as its operator publishes it, base64; null to take the bundle's word for it
     * @throws IOException if the file cannot be read
     */
    public static Outcome verify(Path bundle, @Nullable String expectedKey) throws IOException {
        EvidenceVerifier verifier = new EvidenceVerifier();
        try {
            Map<String, byte[]> files = unzip(bundle);
            verifier.check(files, expectedKey);
        } catch (IOException | RuntimeException malformed) {
            verifier.note(false, "无法读取：" + malformed.getMessage(), "cannot be read: " + malformed.getMessage());
        }
        return new Outcome(verifier.sound, List.copyOf(verifier.findings));
    }

    private void check(Map<String, byte[]> files, @Nullable String expectedKey) throws IOException {
        JsonNode bundle = JSON.readTree(need(files, CASE));
        byte[] key =
                Base64.getDecoder().decode(bundle.path("log").path("publicKey").asText());
        boolean expected =
                expectedKey == null || Arrays.equals(key, Base64.getDecoder().decode(expectedKey));
        note(
                expected,
                "公钥 " + Base64.getEncoder().encodeToString(key) + (expectedKey == null ? "（请与运营方公布的核对）" : ""),
                "public key" + (expectedKey == null ? ": compare it with the one that the operator publishes" : ""));
        byte[] sums = need(files, SUMS);
        byte[] signature = Base64.getMimeDecoder().decode(need(files, SIGNATURE));
        boolean signed = org.zhenhao.secret.SigningKey.verify(key, sums, signature);
        note(signed, "文件清单的签名", "signature of the list of files");
        sums(files, new String(sums, StandardCharsets.UTF_8));
        Checkpoint checkpoint =
                Checkpoint.open(bundle.path("log").path("checkpoint").asText(), key);
        if (checkpoint == null) {
            note(false, "检查点的签名", "signature of the checkpoint");
            return;
        }
        note(
                true,
                "检查点：" + checkpoint.size() + " 条收据，" + Instant.ofEpochSecond(checkpoint.at()),
                "checkpoint of " + checkpoint.size() + " receipts, " + checkpoint.origin());
        receipts(bundle, checkpoint);
    }

    private void sums(Map<String, byte[]> files, String sums) {
        int listed = 0;
        for (String line : sums.split("\n")) {
            int space = line.indexOf("  ");
            if (space > 0) {
                byte[] content = files.get(line.substring(space + 2));
                boolean same = content != null && hex(sha256(content)).equals(line.substring(0, space));
                if (!same) {
                    note(false, "文件被改动或缺失：" + line.substring(space + 2), "a file was changed or is missing");
                }
                listed++;
            }
        }
        boolean all = listed == files.size() - 2;
        note(all, "清单列出 " + listed + " 个文件", listed + " files listed" + (all ? "" : ", others are there that are not"));
    }

    private void receipts(JsonNode bundle, Checkpoint checkpoint) throws IOException {
        int right = 0;
        int pending = 0;
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        for (JsonNode receipt : bundle.path("receipts")) {
            String leaf = receipt.path("leaf").asText();
            leaves.put(receipt.path("report").asText(), JSON.readTree(leaf));
            if (!receipt.has("index")) {
                pending++;
                continue;
            }
            List<byte[]> proof = new ArrayList<>();
            receipt.path("proof").forEach(hash -> proof.add(Base64.getDecoder().decode(hash.asText())));
            byte[] hash = Merkle.leaf(leaf.getBytes(StandardCharsets.UTF_8));
            if (Merkle.included(hash, receipt.path("index").asLong(-1), checkpoint.size(), checkpoint.root(), proof)) {
                right++;
            } else {
                note(false, "收据 " + receipt.path("report").asText() + " 不在日志中", "this receipt is not in the log");
            }
        }
        note(
                true,
                right + " 条收据在日志中" + (pending == 0 ? "" : "，" + pending + " 条没有收据"),
                right + " receipts are in the log" + (pending == 0 ? "" : ", " + pending + " reports have none"));
        for (JsonNode contact : bundle.path("timeline")) {
            JsonNode leaf = leaves.get(contact.path("report").asText());
            boolean agrees = leaf != null
                    && leaf.path("number").equals(contact.path("number"))
                    && leaf.path("category").equals(contact.path("category"))
                    && leaf.path("occurredAt").equals(contact.path("occurredAt"))
                    && noteAgrees(leaf, contact);
            if (!agrees) {
                note(false, "时间线与收据不符：" + contact.path("report").asText(), "the timeline differs from this receipt");
            }
        }
    }

    private static boolean noteAgrees(JsonNode leaf, JsonNode contact) {
        return !contact.has("note")
                || hex(sha256(contact.path("note").asText().getBytes(StandardCharsets.UTF_8)))
                        .equals(leaf.path("noteSha256").asText());
    }

    private void note(boolean good, String zh, String en) {
        sound &= good;
        findings.add((good ? "✓ " : "✗ ") + zh + " / " + en);
    }

    private static byte[] need(Map<String, byte[]> files, String name) throws IOException {
        byte[] content = files.get(name);
        if (content == null) {
            throw new IOException("no " + name);
        }
        return content;
    }

    private static Map<String, byte[]> unzip(Path bundle) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        int left = LARGEST;
        try (InputStream in = Files.newInputStream(bundle);
                ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(left + 1);
                left -= content.length;
                if (left < 0 || files.size() == MOST_FILES) {
                    throw new IOException("too large for a bundle");
                }
                if (files.put(entry.getName(), content) != null) {
                    throw new IOException("two files of one name");
                }
            }
        }
        return files;
    }

    /** The hash of a file as the list of hashes writes it. */
    public static String sum(byte[] content) {
        return hex(sha256(content));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
