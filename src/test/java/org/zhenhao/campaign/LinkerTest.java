package org.zhenhao.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkerTest {
    private static final Rules RULES = new Rules(3, 5, 4);
    private static final long T = 1_790_000_000L;
    private static final long DAY = 86_400;
    private static final Trace CASE = new Trace(Trace.Kind.CASE_KEY, 17);
    private static final Trace SIGNATURE = new Trace(Trace.Kind.SIGNATURE, 99);

    private final List<Sighting> sightings = new ArrayList<>();

    private void seen(Trace trace, int number, int person, int network, long at) {
        sightings.add(new Sighting(trace, sightings.size(), number(number), person, network, at, true));
    }

    private static String number(int number) {
        return "+86170%08d".formatted(number);
    }

    private List<Cluster> clusters() {
        Linker linker = new Linker(RULES);
        linker.link(sightings);
        return linker.clusters();
    }

    @Test
    void case_ofFivePeopleWithinAWeek_isAContactBook() {
        for (int person = 0; person < 5; person++) {
            seen(CASE, person % 2, person, person, T + person * DAY);
        }
        assertThat(clusters()).hasSize(1).allSatisfy(cluster -> {
            assertThat(cluster.thirdParties()).isTrue();
            assertThat(cluster.members()).containsOnlyKeys(number(0), number(1));
        });
    }

    @Test
    void case_spreadOverWeeksOrFromFewNetworks_isNoContactBook() {
        for (int person = 0; person < 5; person++) {
            seen(CASE, person % 2, person, person, T + person * 3 * DAY);
        }
        assertThat(clusters()).hasSize(1).noneMatch(Cluster::thirdParties);
        sightings.clear();
        for (int person = 0; person < 8; person++) {
            seen(CASE, person % 2, person, person % 3, T);
        }
        assertThat(clusters()).hasSize(1).noneMatch(Cluster::thirdParties);
    }

    @Test
    void onePerson_orOneNetwork_howeverOften_linksNothing() {
        for (int number = 0; number < 20; number++) {
            seen(CASE, number, 1, number, T);
            seen(new Trace(Trace.Kind.TEXT, 5), number, number, 1, T);
        }
        assertThat(clusters()).isEmpty();
    }

    @Test
    void share_growsWithNetworks_andNotWithWhatIsSaidOfTheNumberItself() {
        for (int person = 0; person < 6; person++) {
            seen(CASE, person % 2, person, person, T);
        }
        seen(CASE, 7, 10, 10, T);
        double one = share(7);
        seen(CASE, 7, 11, 11, T);
        seen(CASE, 7, 12, 12, T);
        double three = share(7);
        assertThat(one).isEqualTo(0.33);
        assertThat(three).isEqualTo(1);
        for (int person = 20; person < 40; person++) {
            seen(CASE, 7, person, person, T);
        }
        assertThat(share(7)).isEqualTo(three);
        // Whoever reports a number inherits nothing to it from what he says of others.
        sightings.clear();
        for (int person = 0; person < 4; person++) {
            seen(CASE, 1, person, person, T);
            seen(CASE, 2, person, person, T);
        }
        assertThat(share(1)).isZero();
    }

    private static Cluster.Member member(Cluster cluster, int number) {
        return Objects.requireNonNull(cluster.members().get(number(number)));
    }

    private double share(int number) {
        return member(clusters().get(0), number).share();
    }

    @Test
    void mark_thatFriendsReportToo_orThatEverybodyBears_linksNothing() {
        for (int person = 0; person < 4; person++) {
            seen(CASE, person, person, person, T);
            sightings.add(new Sighting(CASE, 100 + person, number(person), 50 + person, 50 + person, T, false));
        }
        assertThat(clusters()).isEmpty();
        sightings.clear();
        for (int number = 0; number <= Rules.MOST_NUMBERS; number++) {
            seen(CASE, number, number, number, T);
        }
        assertThat(clusters()).isEmpty();
    }

    @Test
    void signatures_andNeighbours_putANumberBesideACampaign_butMakeNone() {
        for (int person = 0; person < 4; person++) {
            seen(SIGNATURE, person, person, person, T);
        }
        assertThat(clusters()).isEmpty();
        for (int person = 0; person < 6; person++) {
            seen(CASE, person % 2, person, person, T);
        }
        // Number 9 bears the signature and is known to two networks, 8 to one.
        seen(SIGNATURE, 9, 30, 30, T);
        seen(SIGNATURE, 9, 31, 31, T);
        seen(SIGNATURE, 8, 32, 32, T);
        Linker linker = new Linker(RULES);
        linker.link(sightings);
        Trace block = new Trace(Trace.Kind.BLOCK, 1);
        List<Sighting> neighbours = new ArrayList<>();
        for (int person = 0; person < 3; person++) {
            neighbours.add(new Sighting(block, 900 + person, number(0), person, person, T, true));
            neighbours.add(new Sighting(block, 910 + person, number(1), person, person, T, true));
            neighbours.add(new Sighting(block, 920 + person, number(500), 60 + person, 60 + person, T + DAY, true));
            neighbours.add(new Sighting(block, 930 + person, number(600), 60 + person, 60 + person, T + 9 * DAY, true));
        }
        linker.neighbours(neighbours);
        Cluster cluster = linker.clusters().get(0);
        assertThat(cluster.members()).containsOnlyKeys(number(0), number(1), number(9), number(500));
        assertThat(member(cluster, 9).share()).isBetween(0.01, Rules.SIGNATURE_SHARE);
        assertThat(member(cluster, 500).share()).isZero();
        assertThat(member(cluster, 500).links()).containsExactly(Trace.Kind.BLOCK);
    }

    @Test
    void clusters_inWhateverOrderReportsCame_areTheSame() {
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            int campaign = random.nextInt(6);
            long text = 0x0123456789abcdefL * (campaign + 1) ^ 1L << random.nextInt(64);
            Trace trace = random.nextBoolean()
                    ? new Trace(Trace.Kind.TEXT, text)
                    : new Trace(Trace.Kind.CASE_KEY, 1000 + random.nextInt(12));
            seen(trace, campaign * 100 + random.nextInt(20), random.nextInt(60), random.nextInt(40), T + i * 900L);
        }
        Set<Cluster> found = new HashSet<>(clusters());
        assertThat(found).isNotEmpty();
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(sightings, random);
            assertThat(new HashSet<>(clusters())).isEqualTo(found);
        }
    }
}
