package org.zhenhao.score;

/** The binary form of one opinion in a dossier: some 35 bytes. */
final class OpinionFormat {
    private static final int MOST_META = Category.COUNT * Opinion.State.COUNT * Opinion.Tier.COUNT * 2 - 1;

    private OpinionFormat() {}

    static void write(ByteWriter out, Opinion opinion, long sincePrevious) {
        int network = opinion.network() == 0 ? 0 : 1;
        int states = opinion.category().code() * Opinion.State.COUNT
                + opinion.state().code();
        out.count((states * Opinion.Tier.COUNT + opinion.tier().code()) * 2 + network);
        out.time(sincePrevious);
        out.fixed(opinion.order());
        out.fixed(opinion.reporter());
        if (network != 0) {
            out.fixed(opinion.network());
        }
        out.number(opinion.weight());
    }

    static Opinion read(ByteReader in, long previous) {
        int meta = in.count(MOST_META);
        long at = previous + in.time();
        long order = in.fixed();
        long reporter = in.fixed();
        long network = meta % 2 == 0 ? 0 : in.fixed();
        int states = meta / 2 / Opinion.Tier.COUNT;
        return new Opinion(
                order,
                reporter,
                network,
                Category.ofCode(states / Opinion.State.COUNT),
                at,
                in.number(),
                Opinion.Tier.ofCode(meta / 2 % Opinion.Tier.COUNT),
                Opinion.State.ofCode(states % Opinion.State.COUNT));
    }
}
