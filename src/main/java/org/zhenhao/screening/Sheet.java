package org.zhenhao.screening;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/**
 * The first sheet of a workbook (Office Open XML, ECMA-376 part 1, sections 18.3 and 18.4) as CSV. Numbers stay as the file
 * writes them: what was saved as 1.38E+10 is not made into digits. Entries may unpack to so much and no more.
 */
final class Sheet {
    private static final XMLInputFactory XML = XMLInputFactory.newInstance();
    private static final long MOST_STRINGS = 256L << 20;
    private static final long MOST_SHEET = 4L << 30;
    private static final int MOST_CHARACTERS = 64 << 20;
    private static final int MOST_COLUMNS = 16_384;
    private static final long MOST_TIMES = 300;
    private static final long NEVER_MIND = 8L << 20;

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XML.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    private final ZipFile zip;
    private final List<String> strings = new ArrayList<>();
    private final List<String> row = new ArrayList<>();
    private final OutputStream out;

    private Sheet(ZipFile zip, OutputStream out) {
        this.zip = zip;
        this.out = out;
    }

    /**
     * Writes the first sheet of a file as CSV in UTF-8.
     *
     * @throws ProblemException if it is no workbook, or unpacks to too much
     */
    static void toCsv(Path file, OutputStream out) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            new Sheet(zip, out).read();
        } catch (ProblemException e) {
            throw e;
        } catch (XMLStreamException | java.util.zip.ZipException | RuntimeException e) {
            // The JDK's reader of XML fails in unchecked ways of its own, over damaged DTDs for one.
            throw unreadable();
        }
    }

    private static ProblemException unreadable() {
        return ProblemException.of(
                ProblemCode.UNSUPPORTED_MEDIA_TYPE, "不是可读的 XLSX 文件", "it is no XLSX file that can be read");
    }

    private void read() throws IOException, XMLStreamException {
        ZipEntry shared = zip.getEntry("xl/sharedStrings.xml");
        if (shared != null) {
            try (InputStream in = open(shared, MOST_STRINGS)) {
                strings(XML.createXMLStreamReader(in));
            }
        }
        ZipEntry sheet = first();
        if (sheet == null) {
            throw unreadable();
        }
        try (InputStream in = open(sheet, MOST_SHEET)) {
            rows(XML.createXMLStreamReader(in));
        }
    }

    /** Workbooks number their sheets from 1 in the order of making; the lowest there is stands first in nearly all. */
    private @Nullable ZipEntry first() {
        ZipEntry first = null;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            boolean sheet = entry.getName().matches("xl/worksheets/sheet[0-9]{1,4}\\.xml");
            if (sheet && (first == null || number(entry) < number(first))) {
                first = entry;
            }
        }
        return first;
    }

    private static int number(ZipEntry sheet) {
        return Integer.parseInt(sheet.getName().replaceAll("[^0-9]", ""));
    }

    private InputStream open(ZipEntry entry, long most) throws IOException {
        long bound = Math.min(most, NEVER_MIND + MOST_TIMES * Math.max(0, entry.getCompressedSize()));
        return new BufferedInputStream(new Bounded(zip.getInputStream(entry), bound), 1 << 16);
    }

    private void strings(XMLStreamReader xml) throws XMLStreamException {
        long characters = 0;
        StringBuilder text = new StringBuilder();
        boolean phonetic = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "si" -> text.setLength(0);
                    case "rPh" -> phonetic = true;
                    case "t" -> text.append(phonetic ? "" : xml.getElementText());
                    default -> {
                        // Fonts and the like.
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("rPh")) {
                phonetic = false;
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("si")) {
                characters += text.length();
                if (characters > MOST_CHARACTERS) {
                    throw bomb();
                }
                strings.add(text.toString());
            }
        }
    }

    private void rows(XMLStreamReader xml) throws XMLStreamException, IOException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
                cell(xml);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("row")) {
                writeRow();
            }
        }
    }

    private void cell(XMLStreamReader xml) throws XMLStreamException {
        String reference = xml.getAttributeValue(null, "r");
        String type = xml.getAttributeValue(null, "t");
        int column = reference == null ? row.size() : column(reference);
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
                break;
            }
            boolean value = event == XMLStreamConstants.START_ELEMENT
                    && (xml.getLocalName().equals("v") || xml.getLocalName().equals("t"));
            if (value) {
                text.append(xml.getElementText());
            }
        }
        if (column < 0 || column >= MOST_COLUMNS || column < row.size()) {
            throw unreadable();
        }
        while (row.size() < column) {
            row.add("");
        }
        row.add("s".equals(type) ? shared(text.toString()) : text.toString());
    }

    private String shared(String index) {
        try {
            int at = Integer.parseInt(index.strip());
            return at >= 0 && at < strings.size() ? strings.get(at) : "";
        } catch (NumberFormatException e) {
            throw unreadable();
        }
    }

    /** The place of a column from 0, of a reference such as AB12. */
    private static int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && i < 4; i++) {
            char c = reference.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + c - 'A' + 1;
        }
        return column - 1;
    }

    private void writeRow() throws IOException {
        out.write(line(row));
        row.clear();
    }

    /** A row of CSV in UTF-8. */
    static byte[] line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean plain =
                    cell.indexOf(',') < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0;
            line.append(i == 0 ? "" : ",").append(plain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Says that a file unpacks to far more than a list can. */
    static ProblemException bomb() {
        return ProblemException.of(ProblemCode.TOO_LARGE, "压缩比过高，疑似压缩炸弹", "it unpacks to far more than any list does")
                .with("reason", "compression_bomb");
    }

    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            left = most;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int some = super.read(buffer, offset, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int some) {
            left -= some;
            if (left < 0) {
                throw bomb();
            }
        }
    }
}
