package org.zhenhao.dialer;

import io.vertx.core.MultiMap;
import org.zhenhao.lookup.Verdicts.Inquiry;

/** Reads what is asked besides the number, in the words of a lookup. */
final class Inquiries {
    private Inquiries() {}

    static Inquiry of(String number, MultiMap query) {
        return new Inquiry(
                number, query.get("region"), query.get("channel"), query.get("verstat"), query.get("presentation"));
    }
}
