package org.zhenhao.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.zhenhao.evaluation.Line.Role;
import org.zhenhao.score.Category;

/** What liars do to a simulated world, and to whom. */
final class Attacks {
    private final SimulatedWorld world;
    private final Dice dice;
    private final Crowd crowd;
    private final Set<String> used = new HashSet<>();
    private long nextFake = 1L << 40;

    final Set<Long> fakes = new HashSet<>();
    final Line bank;
    final List<Line> smeared = new ArrayList<>();
    final List<Line> whitewashed = new ArrayList<>();
    final List<Line> dripped = new ArrayList<>();
    final List<Line> replayed = new ArrayList<>();
    final List<Line> stuffed = new ArrayList<>();
    final List<Line> recycled = new ArrayList<>();
    final List<Line> control = new ArrayList<>();

    Attacks(SimulatedWorld world, Dice dice, Crowd crowd) {
        this.world = world;
        this.dice = dice;
        this.crowd = crowd;
        this.bank = world.lines.stream()
                .filter(line -> line.role() == Role.OFFICIAL)
                .findFirst()
                .orElseThrow();
    }

    void run() {
        Predicate<Line> shop = line -> line.role() == Role.BUSINESS && line.unwanted() < 0.12;
        Predicate<Line> good = line -> shop.test(line) || line.role() == Role.COURIER;
        Predicate<Line> lasting = line -> line.to() >= SimulatedWorld.DAYS
                && line.from() < 30
                && (line.role() == Role.SPAMMER || line.role() == Role.TELEMARKETER);
        pick(24, good, smeared);
        pick(30, lasting, whitewashed);
        pick(12, shop, dripped);
        pick(12, good, replayed);
        pick(20, lasting, stuffed);
        pick(40, shop, control);
        world.lines.stream().filter(line -> line.role() == Role.RECYCLED_GOOD).forEach(recycled::add);
        smear();
        whitewash();
        drip();
        replay();
        stuff();
    }

    private void pick(int count, Predicate<Line> which, List<Line> into) {
        List<Line> all = new ArrayList<>(world.lines.stream().filter(which).toList());
        while (into.size() < count && !all.isEmpty()) {
            Line line = all.remove(dice.below(all.size()));
            if (used.add(line.number())) {
                into.add(line);
            }
        }
    }

    private List<Long> fakes(int count) {
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(++nextFake * 0x9e3779b97f4a7c15L);
        }
        fakes.addAll(made);
        return made;
    }

    private List<Long> some(List<Long> from, int count) {
        List<Long> rest = new ArrayList<>(from);
        while (rest.size() > count) {
            rest.remove(dice.below(rest.size()));
        }
        return rest;
    }

    /** Six networks of the attacker's own, but a quarter of the fakes hides among ordinary ones. */
    private long[] networks(int count) {
        long[] own = new long[count];
        for (int i = 0; i < count; i++) {
            own[i] = dice.bits();
        }
        return own;
    }

    private long network(long fake, long[] own) {
        int place = (int) Math.floorMod(fake >>> 7, 4L * own.length);
        return place < own.length ? Math.floorMod(fake * 31, 100_003) * 0x9e3779b97f4a7c15L : own[place % own.length];
    }

    private void smear() {
        List<Long> accounts = fakes(200);
        long[] own = networks(6);
        for (long fake : accounts) {
            world.tell(bank, fake, network(fake, own), Category.FRAUD, 70 + dice.between(0.0, 0.125), 0);
        }
        for (Line target : smeared) {
            for (long fake : some(accounts, 60)) {
                world.tell(target, fake, network(fake, own), Category.FRAUD, 70 + dice.between(0.0, 0.125), 0);
            }
        }
    }

    private void whitewash() {
        List<Long> accounts = fakes(150);
        long[] own = networks(6);
        for (Line target : whitewashed) {
            for (long fake : some(accounts, 50)) {
                world.tell(target, fake, network(fake, own), Category.LEGITIMATE, dice.between(60.0, 65.0), 0);
            }
        }
    }

    private void drip() {
        List<Line> loud = world.lines.stream()
                .filter(line -> line.role().bad
                        && line.unwanted() > 0.8
                        && line.callsPerDay() > 30
                        && line.role() != Role.FORGER
                        && line.from() < 68
                        && line.to() > 5)
                .toList();
        for (long fake : fakes(60)) {
            double born = dice.between(0.0, 20.0);
            for (int i = 0; i < 14; i++) {
                Line truth = loud.get(dice.below(loud.size()));
                double from = Math.max(born, truth.from());
                double to = Math.min(74, truth.to());
                if (from < to) {
                    world.tell(truth, fake, crowd.network(), truth.category(), dice.between(from, to), 0);
                }
            }
            for (Line target : dripped) {
                if (dice.chance(0.8)) {
                    world.tell(target, fake, crowd.network(), Category.FRAUD, dice.between(75.0, 100.0), 0);
                }
            }
        }
    }

    private void replay() {
        for (Line target : replayed) {
            for (int pair = 0; pair < 2; pair++) {
                int who = crowd.anybody(60);
                long network = crowd.networkOf(who);
                SimulatedWorld.Told first =
                        world.tell(target, crowd.pseudonym(who), network, Category.FRAUD, dice.between(66.0, 67.0), 0);
                for (int i = 1; i < 150; i++) {
                    double day = first.arrival() + dice.between(0.0, 2.0);
                    if (i % 2 == 0) {
                        world.told.add(new SimulatedWorld.Told(first.statement(), day));
                    } else {
                        world.tell(target, crowd.pseudonym(who), network, Category.FRAUD, day, 0);
                    }
                }
            }
        }
    }

    private void stuff() {
        List<Long> accounts = fakes(40);
        long[] own = networks(6);
        for (Line target : stuffed) {
            for (long fake : accounts) {
                world.tell(target, fake, network(fake, own), Category.SURVEY, 85 + dice.share(), 0);
            }
        }
    }
}
