package org.zhenhao.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Tells addresses that anybody can have from those inside some network: a webhook must not make the service knock at doors that
 * only the service can reach. After the registries of special-purpose addresses (RFC 6890 and its successors).
 */
final class PublicAddresses {
    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? isPublicV4(bytes)
                : address instanceof Inet6Address && isPublicV6(bytes);
    }

    private static boolean isPublicV4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean special = first == 0
                || first == 10
                || first == 127
                || first >= 224
                || first == 100 && second >= 64 && second <= 127
                || first == 169 && second == 254
                || first == 172 && second >= 16 && second <= 31
                || first == 192 && second == 168
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 192 && second == 88 && third == 99
                || first == 198 && (second == 18 || second == 19)
                || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113;
        return !special;
    }

    /**
     * Only 2000::/3 is handed out to the public, and not all of it: tunnels (6to4, Teredo) carry an IPv4 address inside, and so do
     * mapped and translated addresses, which lie outside.
     */
    private static boolean isPublicV6(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        int fourth = bytes[3] & 0xff;
        boolean global = (first & 0xe0) == 0x20;
        boolean sixToFour = first == 0x20 && second == 0x02;
        boolean special = first == 0x20 && second == 0x01 && (third & 0xfe) == 0;
        boolean documentation = first == 0x20 && second == 0x01 && third == 0x0d && fourth == 0xb8
                || first == 0x3f && second == 0xff && third <= 0x0f;
        return global && !sixToFour && !special && !documentation;
    }
}
