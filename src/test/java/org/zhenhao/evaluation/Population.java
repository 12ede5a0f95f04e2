package org.zhenhao.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.zhenhao.evaluation.Line.Role;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Category;

/** Fills a simulated country with callers. Rates, shares and lifetimes are guesses, as in any such world. */
final class Population {
    private static final double DAYS = SimulatedWorld.DAYS;
    private static final Category[] FRAUDS = {Category.FRAUD, Category.IMPERSONATION, Category.PHISHING};
    private static final Category[] SALES = {
        Category.TELEMARKETING, Category.LOAN_OFFER, Category.GAMBLING, Category.ROBOCALL
    };

    private final Dice dice;
    private final double scale;
    private final Numbers numbers;
    final List<Line> lines = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();

    Population(Dice dice, double scale) {
        this.dice = dice;
        this.scale = scale;
        this.numbers = new Numbers(dice);
        for (int i = 0; i < count(4000); i++) {
            heads.add(numbers.head(NumberKind.MOBILE));
        }
        persons();
        businesses();
        collectors();
        telemarketers();
        frauds();
        senders();
        forgers();
        recycled();
    }

    private int count(double atFullScale) {
        return (int) Math.max(1, Math.round(atFullScale * scale));
    }

    private String head() {
        return heads.get(dice.below(heads.size()));
    }

    private Category one(Category... categories) {
        return categories[dice.below(categories.length)];
    }

    private void add(
            String number,
            NumberKind kind,
            Role role,
            double from,
            double to,
            double calls,
            double unwanted,
            Category category) {
        lines.add(new Line(number, kind, role, from, Math.min(to, DAYS), calls, unwanted, category));
    }

    private void always(String number, NumberKind kind, Role role, double calls, double unwanted) {
        add(number, kind, role, 0, DAYS, calls, unwanted, Category.OTHER_UNWANTED);
    }

    private void persons() {
        for (int i = 0; i < count(110_000); i++) {
            always(numbers.in(head()), NumberKind.MOBILE, Role.PERSON, dice.lognormal(0.6, 0.7), 0.02);
        }
        for (int i = 0; i < count(4_000); i++) {
            always(numbers.in(head()), NumberKind.MOBILE, Role.COURIER, dice.between(15.0, 40.0), 0.03);
        }
        for (int i = 0; i < count(600); i++) {
            double from = dice.chance(0.4) ? 0 : dice.between(0, DAYS - 20);
            double to = dice.chance(0.4) ? DAYS : from + dice.between(20.0, 90.0);
            add(
                    numbers.in(head()),
                    NumberKind.MOBILE,
                    Role.SPAMMER,
                    from,
                    to,
                    dice.between(20.0, 60.0),
                    dice.between(0.8, 0.95),
                    one(SALES));
        }
    }

    private void businesses() {
        for (int i = 0; i < count(20_000); i++) {
            double draw = dice.share();
            NumberKind kind = draw < 0.7 ? NumberKind.FIXED : draw < 0.85 ? NumberKind.TOLL_400 : NumberKind.MOBILE;
            String number = kind == NumberKind.MOBILE ? numbers.in(head()) : numbers.anywhere(kind);
            boolean pushy = dice.chance(0.05);
            double unwanted = pushy ? dice.between(0.25, 0.45) : dice.between(0.02, 0.1);
            always(number, kind, Role.BUSINESS, Math.min(150, dice.lognormal(10, 0.9)), unwanted);
        }
        for (int i = 0; i < Math.max(12, count(300)); i++) {
            NumberKind kind = i % 3 == 0 ? NumberKind.SERVICE_95 : i % 3 == 1 ? NumberKind.TOLL_400 : NumberKind.FIXED;
            String number = kind == NumberKind.SERVICE_95 ? numbers.shortCode() : numbers.anywhere(kind);
            always(number, kind, Role.OFFICIAL, dice.between(100.0, 300.0), dice.between(0.02, 0.06));
        }
    }

    /** Firms that dial from ranges of hundreds, with new numbers every week. */
    private void collectors() {
        int firms = Math.max(6, count(26));
        for (int firm = 0; firm < firms; firm++) {
            boolean honest = firm % 11 < 3;
            NumberKind kind = firm % 4 == 0
                    ? NumberKind.MOBILE
                    : firm % 4 == 1
                            ? NumberKind.FIXED
                            : firm % 4 == 2 ? NumberKind.MOBILE_MVNO : NumberKind.CALL_CENTRE_95;
            List<String> firmHeads = new ArrayList<>();
            for (int i = dice.between(1, 4); i > 0; i--) {
                firmHeads.add(kind == NumberKind.MOBILE ? head() : numbers.head(kind));
            }
            List<String> hundreds = new ArrayList<>();
            for (int i = dice.between(3, 9); i > 0; i--) {
                hundreds.add(firmHeads.get(dice.below(firmHeads.size())) + dice.below(10) + dice.below(10));
            }
            double unwanted = honest ? dice.between(0.25, 0.45) : dice.between(0.82, 0.95);
            Category category = one(
                    Category.DEBT_COLLECTION_HARASSMENT, Category.DEBT_COLLECTION_HARASSMENT,
                    Category.THIRD_PARTY_CONTACT, Category.THREAT);
            dial(
                    hundreds,
                    kind,
                    honest ? Role.HONEST_COLLECTOR : Role.COLLECTOR,
                    unwanted,
                    honest ? Category.DEBT_COLLECTION : category);
            neighbours(firmHeads, hundreds, kind);
        }
    }

    private void dial(List<String> hundreds, NumberKind kind, Role role, double unwanted, Category category) {
        int weekly = dice.between(60, 140);
        for (double week = -dice.share() * 7; week < DAYS; week += 7) {
            for (int i = 0; i < weekly; i++) {
                String hundred = hundreds.get(dice.below(hundreds.size()));
                String head = hundred.substring(0, hundred.length() - 2);
                int tail = Integer.parseInt(hundred.substring(hundred.length() - 2)) * 100 + dice.below(100);
                String number = numbers.at(head, tail);
                if (number != null || dice.chance(0.3)) {
                    String padded = head + String.format(java.util.Locale.ROOT, "%04d", tail);
                    add(padded, kind, role, Math.max(0, week), week + 7, dice.between(20.0, 60.0), unwanted, category);
                }
            }
        }
    }

    private void neighbours(List<String> firmHeads, List<String> hundreds, NumberKind kind) {
        for (String hundred : hundreds) {
            if (dice.chance(0.3)) {
                for (int i = 0; i < 10; i++) {
                    String head = hundred.substring(0, hundred.length() - 2);
                    int tail = Integer.parseInt(hundred.substring(hundred.length() - 2)) * 100 + dice.below(100);
                    String number = numbers.at(head, tail);
                    if (number != null) {
                        always(number, kind, Role.NEIGHBOUR, dice.lognormal(3, 0.8), 0.03);
                    }
                }
            }
        }
        for (String head : firmHeads) {
            for (int i = 0; i < 60; i++) {
                always(numbers.in(head), kind, Role.NEIGHBOUR, dice.lognormal(3, 0.8), 0.03);
            }
        }
    }

    private void telemarketers() {
        for (int i = 0; i < count(250); i++) {
            NumberKind kind = i % 2 == 0 ? NumberKind.FIXED : NumberKind.MOBILE;
            String head = kind == NumberKind.MOBILE ? head() : numbers.head(kind);
            int ten = dice.below(1000) * 10;
            double from = dice.chance(0.5) ? 0 : dice.between(0.0, DAYS - 20);
            double to = dice.chance(0.4) ? DAYS : from + dice.between(20.0, 80.0);
            Category category = one(SALES);
            for (int place = 0; place < 10; place++) {
                String number = numbers.at(head, ten + place);
                if (number != null) {
                    add(number, kind, Role.TELEMARKETER, from, to, dice.between(15.0, 50.0), 0.75, category);
                }
            }
        }
    }

    private void frauds() {
        int left = count(4_000);
        while (left > 0) {
            NumberKind kind =
                    dice.chance(0.5) ? NumberKind.MOBILE_MVNO : dice.chance(0.6) ? NumberKind.MOBILE : NumberKind.FIXED;
            String head = kind == NumberKind.MOBILE ? head() : numbers.head(kind);
            int sequence = dice.chance(0.1) ? dice.between(3, 8) : 1;
            int first = dice.below(9_990);
            double from = dice.between(0.0, DAYS - 2);
            Category category = one(FRAUDS);
            for (int i = 0; i < sequence && left > 0; i++, left--) {
                String number = numbers.at(head, first + i);
                if (number != null) {
                    add(
                            number,
                            kind,
                            Role.FRAUD,
                            from,
                            from + dice.between(2.0, 10.0),
                            dice.between(40.0, 120.0),
                            0.97,
                            category);
                }
                from = Math.min(DAYS - 2, from + dice.between(0.0, 3.0));
            }
        }
    }

    private void senders() {
        for (int i = 0; i < count(500); i++) {
            String base = numbers.head(NumberKind.SMS_GATEWAY_106);
            double draw = dice.share();
            int badDigits = draw < 0.25 ? 10 : draw < 0.4 ? dice.between(3, 6) : 0;
            Category category = one(Category.GAMBLING, Category.LOAN_OFFER, Category.PHISHING, Category.SMS_BOMBING);
            for (int e = dice.between(10, 30); e > 0; e--) {
                String number = numbers.in(base);
                boolean bad = number.charAt(number.length() - 4) - '0' < badDigits;
                add(
                        number,
                        NumberKind.SMS_GATEWAY_106,
                        bad ? Role.BAD_SENDER : Role.GOOD_SENDER,
                        0,
                        DAYS,
                        dice.lognormal(12, 0.6),
                        bad ? dice.between(0.7, 0.95) : dice.between(0.03, 0.12),
                        category);
            }
        }
    }

    private void forgers() {
        List<Line> officials = new ArrayList<>(
                lines.stream().filter(line -> line.role() == Role.OFFICIAL).toList());
        List<Line> persons = new ArrayList<>(
                lines.stream().filter(line -> line.role() == Role.PERSON).toList());
        for (int i = 0; i < Math.max(4, count(30)); i++) {
            boolean official = i % 3 != 0;
            List<Line> victims = official ? officials : persons;
            Line victim = victims.get(dice.below(victims.size()));
            double from = dice.between(5.0, DAYS - 6);
            add(
                    victim.number(),
                    victim.kind(),
                    Role.FORGER,
                    from,
                    from + (official ? dice.between(2.0, 5.0) : 1),
                    official ? 400 : 250,
                    0.96,
                    Category.IMPERSONATION);
        }
    }

    private void recycled() {
        for (int i = 0; i < count(300); i++) {
            String number = numbers.in(head());
            add(number, NumberKind.MOBILE, Role.RECYCLED_BAD, 0, 6, dice.between(60.0, 150.0), 0.95, one(FRAUDS));
            add(
                    number,
                    NumberKind.MOBILE,
                    Role.RECYCLED_GOOD,
                    96,
                    DAYS,
                    dice.lognormal(3, 0.7),
                    0.02,
                    Category.OTHER_UNWANTED);
        }
    }
}
