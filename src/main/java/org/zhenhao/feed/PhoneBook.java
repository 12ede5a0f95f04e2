package org.zhenhao.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Language;
import org.zhenhao.score.Category;
import org.zhenhao.store.Ids;

/**
 * A list as a phone book: contacts of up to nine numbers, which is what a FRITZ!Box takes.
 *
 * <p>A number's contact depends on its category and its hash alone, so that a number added or removed changes its own contact and no
 * other; what phones have already is not sent again.
 *
 * @param contacts in the order of their ids
 */
record PhoneBook(List<Contact> contacts) {
    private static final int MOST_NUMBERS = 9;
    private static final int BUCKETS = 512;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final int TAG = 16;

    /**
     * A contact.
     *
     * @param id stable, of letters, digits and hyphens
     * @param numbers ascending
     */
    record Contact(String id, @Nullable Category category, List<Long> numbers) {
        /** In both languages, for the book is shared by all. */
        String name() {
            return Labels.of(category, Language.ZH) + " / " + Labels.of(category, Language.EN);
        }

        /** Changes when the contact does. */
        String tag() {
            return Ids.of(id + numbers, TAG);
        }
    }

    static PhoneBook of(CompactList list) {
        Map<String, List<Long>> buckets = new TreeMap<>();
        Map<String, @Nullable Category> categories = new TreeMap<>();
        for (CompactList.Cursor cursor = list.cursor(); cursor.next(); ) {
            if (Numbers.e164(cursor.number)) {
                Category category = Mark.category(cursor.mark);
                String word = category == null ? "any" : category.wire().replace('_', '-');
                String bucket =
                        String.format(Locale.ROOT, "%s-%03x", word, cursor.number * GOLDEN >>> 55 & BUCKETS - 1);
                buckets.computeIfAbsent(bucket, unseen -> new ArrayList<>()).add(cursor.number);
                categories.put(bucket, category);
            }
        }
        List<Contact> contacts = new ArrayList<>();
        buckets.forEach((bucket, numbers) -> {
            for (int from = 0; from < numbers.size(); from += MOST_NUMBERS) {
                contacts.add(new Contact(
                        bucket + "-" + from / MOST_NUMBERS,
                        categories.get(bucket),
                        List.copyOf(numbers.subList(from, Math.min(numbers.size(), from + MOST_NUMBERS)))));
            }
        });
        return new PhoneBook(contacts);
    }

    /** Changes when any contact does. */
    String tag() {
        StringBuilder all = new StringBuilder();
        contacts.forEach(contact -> all.append(contact.id()).append(contact.numbers()));
        return Ids.of(all.toString(), TAG);
    }

    /** The phone book of a FRITZ!Box. */
    String fritzBox() {
        StringBuilder xml = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<phonebooks>\n<phonebook name=\"Zhenhao\">\n");
        int unique = 1;
        for (Contact contact : contacts) {
            xml.append("<contact><category>0</category><person><realName>")
                    .append(contact.name())
                    .append("</realName></person><telephony nid=\"")
                    .append(contact.numbers().size())
                    .append("\">");
            int id = 0;
            for (long number : contact.numbers()) {
                xml.append("<number type=\"home\" prio=\"")
                        .append(id == 0 ? 1 : 0)
                        .append("\" id=\"")
                        .append(id++)
                        .append("\">+")
                        .append(number)
                        .append("</number>");
            }
            xml.append("</telephony><uniqueid>").append(unique++).append("</uniqueid></contact>\n");
        }
        return xml.append("</phonebook>\n</phonebooks>\n").toString();
    }

    /** A contact as a vCard 3.0 (RFC 2426). */
    static String vCard(Contact contact) {
        StringBuilder card = new StringBuilder("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:").append(contact.id());
        card.append("\r\nFN:").append(contact.name());
        card.append("\r\nN:").append(contact.name()).append(";;;;");
        card.append("\r\nCATEGORIES:Zhenhao");
        contact.numbers().forEach(number -> card.append("\r\nTEL;TYPE=VOICE:+").append(number));
        return card.append("\r\nEND:VCARD\r\n").toString();
    }
}
