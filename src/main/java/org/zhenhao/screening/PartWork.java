package org.zhenhao.screening;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.zhenhao.problem.Language;
import org.zhenhao.rows.Options;
import org.zhenhao.rows.RowScreener;

/** Screens one part of a job. Thread-safe; blocks. */
@Singleton
final class PartWork {
    /** How long a store that is down is waited for before the part is given back. */
    private static final long PATIENCE_SECONDS = 5;

    private final PartStore parts;
    private final Streams.Beans beans;
    private final Counter rows;
    private final Counter refused;

    @Inject
    PartWork(PartStore parts, Streams.Beans beans, MeterRegistry metrics) {
        this.parts = parts;
        this.beans = beans;
        this.rows = Counter.builder("zhenhao.screening.rows").tag("mode", "job").register(metrics);
        this.refused =
                Counter.builder("zhenhao.screening.refused").tag("mode", "job").register(metrics);
    }

    PartStore.Result screen(Job job, PartStore.Lease lease) throws InterruptedException {
        Setup setup = Setup.read(String.valueOf(job.setup()));
        Options options = setup.options();
        Summary summary = new Summary();
        boolean chinese = options.language() == Language.ZH;
        RowScreener screener = new RowScreener(
                setup.layout(),
                options,
                beans.words,
                new TierJudge(beans.tools, PATIENCE_SECONDS, true),
                batch -> summary.count(batch, beans.words.display(), chinese));
        byte[] text = parts.text(lease.job(), lease.part(), false);
        Buffer out = new Buffer(text.length * 4);
        try {
            screener.screen(text, 0, text.length, lease.part() == 0, true, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (summary.rows() != lease.rows()) {
            throw new IllegalStateException("a part has other rows than when it came");
        }
        rows.increment(summary.rows());
        refused.increment(summary.refused());
        return new PartStore.Result(
                Packing.pack(out.bytes(), out.size()), out.size(), summary.refused(), summary.json());
    }

    /** Gives its bytes without a copy. */
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer(int size) {
            super(size);
        }

        byte[] bytes() {
            return buf;
        }
    }
}
