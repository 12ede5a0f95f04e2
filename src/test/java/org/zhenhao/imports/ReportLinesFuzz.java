package org.zhenhao.imports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zhenhao.fuzz.FuzzTarget;

/** Imports of reports, as NDJSON and CSV. */
public final class ReportLinesFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return List.of("""
                {"id":"1","number":"13800138000","region":"CN","channel":"call","category":"fraud","occurredAt":"2026-10-01T08:00:00Z","reporter":"a","network":"n"}
                {"id":"2","number":"106550101955","channel":"sms","category":"phishing","occurredAt":"2026-10-01T08:00:00+08:00","reporter":"b"}
                """.getBytes(StandardCharsets.UTF_8), """
                id,number,region,channel,category,occurredAt,reporter,network
                1,13800138000,CN,call,fraud,2026-10-01T08:00:00Z,"a ""b\""",n
                2,95588,CN,call,legitimate,2026-10-01T08:00:00Z,c,n
                """.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void parse(byte[] input) throws Expected {
        Lines.read(Lines.reports(), input);
    }
}
