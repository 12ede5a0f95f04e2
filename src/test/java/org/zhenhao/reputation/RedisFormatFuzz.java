package org.zhenhao.reputation;

import java.util.List;
import org.zhenhao.fuzz.FuzzTarget;

/** Values in Redis under the service's own keys. */
public final class RedisFormatFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return List.of(
                RedisFormat.item(new Item(7, new byte[] {1, 2, 3})),
                RedisFormat.item(Item.ABSENT),
                RedisFormat.mark(9));
    }

    @Override
    public void parse(byte[] input) throws Expected {
        RedisFormat.isMark(input);
        RedisFormat.decode(input);
    }
}
