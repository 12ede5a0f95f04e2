package org.zhenhao.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What turns one list into another: entries to put, in the place of those they stand beside, and entries to take out. */
final class Change {
    /** Names a rule. */
    record RuleKey(long first, int dropped) implements Comparable<RuleKey> {
        @Override
        public int compareTo(RuleKey other) {
            int byFirst = Long.compare(first, other.first);
            return byFirst != 0 ? byFirst : Integer.compare(other.dropped, dropped);
        }
    }

    /** A number with its mark. */
    record Entry(long number, int mark) {}

    final List<Entry> put = new ArrayList<>();
    final List<Long> taken = new ArrayList<>();
    final TreeMap<String, Integer> namesPut = new TreeMap<>();
    final List<String> namesTaken = new ArrayList<>();
    final TreeMap<RuleKey, Integer> rulesPut = new TreeMap<>();
    final List<RuleKey> rulesTaken = new ArrayList<>();

    /** What has changed from one list to another; numbers are compared in one pass side by side. */
    static Change between(CompactList before, CompactList after) throws IOException {
        Change change = new Change();
        change.numbers(before.cursor(), after.cursor());
        Map<String, Integer> names = new HashMap<>();
        TreeMap<RuleKey, Integer> rules = new TreeMap<>();
        before.walk(new Entries.Visitor() {
            @Override
            public void name(String name, int mark) {
                names.put(name, mark);
            }

            @Override
            public void rule(long first, int dropped, int mark) {
                rules.put(new RuleKey(first, dropped), mark);
            }
        });
        after.walk(new Entries.Visitor() {
            @Override
            public void name(String name, int mark) {
                Integer old = names.remove(name);
                if (old == null || old != mark) {
                    change.namesPut.put(name, mark);
                }
            }

            @Override
            public void rule(long first, int dropped, int mark) {
                RuleKey key = new RuleKey(first, dropped);
                Integer old = rules.remove(key);
                if (old == null || old != mark) {
                    change.rulesPut.put(key, mark);
                }
            }
        });
        names.keySet().stream().sorted().forEach(change.namesTaken::add);
        change.rulesTaken.addAll(rules.keySet());
        return change;
    }

    private void numbers(CompactList.Cursor before, CompactList.Cursor after) {
        boolean old = before.next();
        boolean now = after.next();
        while (old || now) {
            if (!now || (old && before.number < after.number)) {
                taken.add(before.number);
                old = before.next();
            } else if (!old || after.number < before.number) {
                put.add(new Entry(after.number, after.mark));
                now = after.next();
            } else {
                if (before.mark != after.mark) {
                    put.add(new Entry(after.number, after.mark));
                }
                old = before.next();
                now = after.next();
            }
        }
    }

    /** The list after the change. */
    Entries appliedTo(Entries before) {
        return visitor -> {
            TreeMap<Long, Integer> numbers = new TreeMap<>();
            TreeMap<String, Integer> names = new TreeMap<>();
            TreeMap<RuleKey, Integer> rules = new TreeMap<>();
            before.walk(new Entries.Visitor() {
                @Override
                public void number(long number, int mark) {
                    numbers.put(number, mark);
                }

                @Override
                public void name(String name, int mark) {
                    names.put(name, mark);
                }

                @Override
                public void rule(long first, int dropped, int mark) {
                    rules.put(new RuleKey(first, dropped), mark);
                }
            });
            taken.forEach(numbers::remove);
            put.forEach(entry -> numbers.put(entry.number, entry.mark));
            namesTaken.forEach(names::remove);
            names.putAll(namesPut);
            rulesTaken.forEach(rules::remove);
            rules.putAll(rulesPut);
            for (Map.Entry<Long, Integer> entry : numbers.entrySet()) {
                visitor.number(entry.getKey(), entry.getValue());
            }
            for (Map.Entry<String, Integer> entry : names.entrySet()) {
                visitor.name(entry.getKey(), entry.getValue());
            }
            for (Map.Entry<RuleKey, Integer> entry : rules.entrySet()) {
                visitor.rule(entry.getKey().first, entry.getKey().dropped, entry.getValue());
            }
        };
    }
}
