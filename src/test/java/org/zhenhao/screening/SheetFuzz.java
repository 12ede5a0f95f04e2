package org.zhenhao.screening;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.zhenhao.fuzz.FuzzTarget;
import org.zhenhao.problem.ProblemException;

/**
 * Workbooks. An input that begins with PK is a file as it came; any other is the XML of the first sheet or of its strings (odd first byte), packed here,
 * so that damage gets past the archive's checksums.
 */
public final class SheetFuzz implements FuzzTarget {
    private final Path file;

    /** Makes a target with a file of its own. */
    public SheetFuzz() throws IOException {
        file = Files.createTempFile("fuzz", ".xlsx");
        file.toFile().deleteOnExit();
    }

    private static final String BOMB = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\">"
            + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
            + "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&d;&d;&e;</t></is></c></row></sheetData></worksheet>";

    @Override
    public List<byte[]> seeds() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "fuzz", "1.0")) {
            Worksheet sheet = book.newWorksheet("a");
            for (int row = 0; row < 20; row++) {
                sheet.value(row, 0, "name " + row);
                sheet.value(row, 1, 13800138000L + row);
                sheet.value(row, 2, "95588");
            }
        }
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(out.toByteArray());
        Files.write(file, out.toByteArray());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            seeds.add(part(zip, "xl/sharedStrings.xml", 1));
            seeds.add(part(zip, "xl/worksheets/sheet1.xml", 0));
        }
        seeds.add(("\u0000" + BOMB).getBytes(StandardCharsets.UTF_8));
        seeds.add(("\u0001" + BOMB).getBytes(StandardCharsets.UTF_8));
        return seeds;
    }

    private static byte[] part(ZipFile zip, String name, int kind) throws IOException {
        byte[] xml = zip.getInputStream(zip.getEntry(name)).readAllBytes();
        byte[] seed = new byte[xml.length + 1];
        seed[0] = (byte) kind;
        System.arraycopy(xml, 0, seed, 1, xml.length);
        return seed;
    }

    @Override
    public void parse(byte[] input) throws Expected, IOException {
        if (input.length > 1 && input[0] == 'P' && input[1] == 'K') {
            Files.write(file, input);
        } else {
            Map<String, byte[]> parts = new LinkedHashMap<>();
            boolean strings = input.length > 0 && (input[0] & 1) == 1;
            byte[] xml = input.length == 0 ? input : java.util.Arrays.copyOfRange(input, 1, input.length);
            if (strings) {
                parts.put("xl/sharedStrings.xml", xml);
            }
            parts.put(
                    "xl/worksheets/sheet1.xml",
                    strings
                            ? "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>"
                                    .getBytes(StandardCharsets.UTF_8)
                            : xml);
            try (OutputStream raw = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(raw)) {
                for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                    zip.putNextEntry(new ZipEntry(part.getKey()));
                    zip.write(part.getValue());
                }
            }
        }
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        try {
            Sheet.toCsv(file, csv);
        } catch (ProblemException | IOException refused) {
            throw new Expected(refused);
        }
        if (csv.size() > 100_000_000 || csv.toString(StandardCharsets.UTF_8).contains("root:")) {
            throw new IllegalStateException("a bomb, or a file of this machine");
        }
    }
}
