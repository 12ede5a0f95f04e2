package org.zhenhao.quota;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What one caller without a key is told apart by: an IPv4 address, or an IPv6 network of 64 bits, which one holder has whole. */
final class Addresses {
    private static final int NETWORK_BYTES = 8;
    private static final int V6_BYTES = 16;

    private Addresses() {}

    static String of(@Nullable SocketAddress address) {
        String host = address == null ? null : address.hostAddress();
        if (host == null) {
            return "unknown";
        }
        if (host.indexOf(':') < 0) {
            return host;
        }
        int zone = host.indexOf('%');
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(zone < 0 ? host : host.substring(0, zone));
        if (bytes == null || bytes.length != V6_BYTES) {
            return host;
        }
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
    }
}
