package org.zhenhao.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.zhenhao.fuzz.FuzzTarget;

/** Evidence bundles that are none. Input that does not begin with PK is taken for {@code case.json} and packed here. */
public final class EvidenceFuzz implements FuzzTarget {
    private static final String CASE =
            "{\"log\":{\"publicKey\":\"MCowBQYDK2VwAyEA\",\"checkpoint\":\"zhenhao.example/log\\n3\\nAAAA\\n\\n\u2014 a b\\n\"},"
                    + "\"contacts\":[{\"receipt\":{\"index\":1,\"leaf\":\"e30=\",\"proof\":[\"AAAA\"]},\"number\":\"13800138000\"}]}";

    private final Path file;

    /** Makes a target with a file of its own. */
    public EvidenceFuzz() throws IOException {
        file = Files.createTempFile("fuzz", ".zip");
        file.toFile().deleteOnExit();
    }

    private static byte[] packed(byte[] json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of(EvidenceVerifier.CASE, EvidenceVerifier.SUMS, EvidenceVerifier.SIGNATURE)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(
                        name.equals(EvidenceVerifier.CASE)
                                ? json
                                : (EvidenceVerifier.sum(json) + "  " + EvidenceVerifier.CASE + "\n")
                                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        byte[] json = CASE.getBytes(StandardCharsets.UTF_8);
        return List.of(json, packed(json));
    }

    @Override
    public void parse(byte[] input) throws Expected, IOException {
        Files.write(file, input.length > 1 && input[0] == 'P' && input[1] == 'K' ? input : packed(input));
        // It refuses nothing: it says what it found. Sound it cannot be, for nobody signed it.
        if (EvidenceVerifier.verify(file, null).sound()) {
            throw new IllegalStateException("called sound");
        }
    }
}
