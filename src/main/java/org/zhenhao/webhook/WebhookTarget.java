package org.zhenhao.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/**
 * Where a webhook goes.
 *
 * @param host as written, for the Host header and the certificate
 * @param port to connect to
 * @param path with the query
 */
record WebhookTarget(boolean secure, String host, int port, String path) {
    /** Hosts that some software takes for IPv4 addresses (WHATWG URL, "ends in a number checker"). */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(^|\\.)([0-9]+|0[xX][0-9a-fA-F]*)\\.?$");
    /** The one way of writing them that all read alike: leading zeros are octal to some, and nothing to Java. */
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private static final int LONGEST = 1_000;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /**
     * Reads an address.
     *
     * @param inside whether addresses inside networks, and plain http, are allowed
     * @throws ProblemException if it is none that a webhook may have
     */
    static WebhookTarget of(String url, boolean inside) {
        if (url.length() > LONGEST) {
            throw refused("过长", "is too long");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw refused("不是有效的地址", "is no address");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !(inside && scheme.equals("http"))) {
            throw refused("须为 https", "begins with https");
        }
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            throw refused("须有主机名，且不含用户名和片段", "has a host, no user and no fragment");
        }
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        if (ENDS_IN_NUMBER.matcher(host).find() && !DOTTED.matcher(host).matches()) {
            throw refused("的 IP 地址须写成四段十进制数", "has an IP address of four decimal numbers");
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        int port = uri.getPort() < 0 ? secure ? HTTPS : HTTP : uri.getPort();
        if (port < 1 || port > 65_535 || !inside && port != HTTPS && port < 1_024) {
            throw refused("端口不允许", "has a port that is not allowed");
        }
        return new WebhookTarget(secure, host, port, path + query);
    }

    /**
     * The address to connect to, looked up once: what is checked here is what is connected to, whatever the name says a moment
     * later. Blocks.
     *
     * @throws UnknownHostException if there is none, or one of them is not public and must be
     */
    InetAddress resolve(boolean inside) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            if (!inside && !PublicAddresses.isPublic(address)) {
                throw new UnknownHostException("the host has an address that is not public");
            }
        }
        return addresses[0];
    }

    private static ProblemException refused(String zh, String en) {
        return ProblemException.of(ProblemCode.INVALID_FIELD, "url %s".formatted(zh), "url: " + en)
                .with("field", "url");
    }
}
