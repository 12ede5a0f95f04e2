package org.zhenhao.casefile;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;

/** A4 pages that are filled line by line, in points. Not thread-safe. */
final class Sheet {
    private static final float MARGIN = 50;
    private static final float INDENT = 16;
    private static final float LEADING = 1.5f;
    private static final int LONGEST = 4_000;

    private final PDDocument document;
    /** Has no Latin letters and digits. */
    private final PDFont chinese;

    private final PDFont latin = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private @Nullable PDPageContentStream page;
    private float y;

    Sheet(PDDocument document, PDFont chinese) {
        this.document = document;
        this.chinese = chinese;
    }

    void heading(float size, String text) throws IOException {
        y -= size;
        wrap(size, text, 0);
    }

    void line(float size, String text) throws IOException {
        wrap(size, text, 0);
    }

    void indented(float size, String text) throws IOException {
        wrap(size, text, INDENT);
    }

    /** Ends the last page. */
    void finish() throws IOException {
        if (page != null) {
            page.close();
            page = null;
        }
    }

    private void wrap(float size, String text, float indent) throws IOException {
        String left = printable(text);
        float width = PDRectangle.A4.getWidth() - 2 * MARGIN - indent;
        while (!left.isEmpty()) {
            int end = fitting(left, size, width);
            draw(left.substring(0, end), size, indent);
            left = left.substring(end).stripLeading();
        }
    }

    /** How much of a text fits in a line; it breaks at a space if one is near the end, else anywhere, as Chinese does. */
    private int fitting(String text, float size, float width) throws IOException {
        float used = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String letter = Character.toString(text.codePointAt(i));
            used += font(text.codePointAt(i)).getStringWidth(letter) / 1000 * size;
            if (used > width && i > 0) {
                int space = text.lastIndexOf(' ', i);
                return space > i - 20 && space > 0 ? space : i;
            }
        }
        return text.length();
    }

    private void draw(String text, float size, float indent) throws IOException {
        if (page == null || y - size < MARGIN) {
            finish();
            PDPage fresh = new PDPage(PDRectangle.A4);
            document.addPage(fresh);
            page = new PDPageContentStream(document, fresh);
            y = PDRectangle.A4.getHeight() - MARGIN;
        }
        y -= size * LEADING;
        page.beginText();
        page.newLineAtOffset(MARGIN + indent, y);
        for (int from = 0; from < text.length(); ) {
            PDFont font = font(text.codePointAt(from));
            int end = from;
            while (end < text.length() && font(text.codePointAt(end)) == font) {
                end += Character.charCount(text.codePointAt(end));
            }
            page.setFont(font, size);
            page.showText(text.substring(from, end));
            from = end;
        }
        page.endText();
    }

    private PDFont font(int point) {
        return has(latin, point) ? latin : chinese;
    }

    /** A text with a question mark for what the font does not have. */
    private String printable(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> {
            if (Character.isWhitespace(point) || Character.isISOControl(point)) {
                kept.append(' ');
            } else {
                kept.append(has(latin, point) || has(chinese, point) ? Character.toString(point) : "?");
            }
        });
        return kept.toString();
    }

    private static boolean has(PDFont font, int point) {
        try {
            return font.encode(Character.toString(point)).length > 0;
        } catch (IOException | IllegalArgumentException missing) {
            return false;
        }
    }
}
