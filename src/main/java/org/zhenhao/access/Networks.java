package org.zhenhao.access;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Cuts an address to the network that it stands for: whoever holds one address there mostly holds the others. */
final class Networks {
    static final String UNKNOWN = "unknown";

    private static final int KEPT_V4 = 3;
    private static final int KEPT_V6 = 6;
    private static final int BYTES_V4 = 4;
    private static final int MAPPED_AT = 12;

    /** Those of late, by the hash of the address: a connection sends many requests. */
    private static final AtomicReferenceArray<@Nullable Known> KNOWN = new AtomicReferenceArray<>(1 << 10);

    private record Known(String host, String network) {}

    private Networks() {}

    /** The network of a connection's other end, as the trusted proxies tell it. */
    static String of(@Nullable SocketAddress address) {
        String host = address == null ? null : address.hostAddress();
        if (host == null && address != null) {
            host = address.host();
        }
        if (host == null) {
            return UNKNOWN;
        }
        int hash = host.hashCode();
        int slot = (hash ^ hash >>> 10) & KNOWN.length() - 1;
        Known known = KNOWN.get(slot);
        if (known == null || !known.host.equals(host)) {
            known = new Known(host, of(host));
            KNOWN.set(slot, known);
        }
        return known.network;
    }

    /** The network of an address literal; anything else is unknown, and no name is ever looked up. */
    static String of(String literal) {
        int zone = literal.indexOf('%');
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(zone < 0 ? literal : literal.substring(0, zone));
        if (bytes == null) {
            return UNKNOWN;
        }
        if (bytes.length != BYTES_V4 && mapped(bytes)) {
            bytes = Arrays.copyOfRange(bytes, MAPPED_AT, MAPPED_AT + BYTES_V4);
        }
        boolean v4 = bytes.length == BYTES_V4;
        int kept = v4 ? KEPT_V4 : KEPT_V6;
        Arrays.fill(bytes, kept, bytes.length, (byte) 0);
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(bytes)) + "/" + kept * Byte.SIZE;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether these are the bytes of an IPv4 address inside IPv6, {@code ::ffff:0:0/96} (RFC 4291, section 2.5.5.2). */
    private static boolean mapped(byte[] bytes) {
        for (int i = 0; i < MAPPED_AT - 2; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[MAPPED_AT - 2] == -1 && bytes[MAPPED_AT - 1] == -1;
    }
}
