package io.muster.server.access;

import io.muster.server.config.MusterProperties.ProxyHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What proxies say of a request: {@code Forwarded} (RFC 7239), or {@code X-Forwarded-For}, {@code -Proto} and
 * {@code -Host}. Only one of the two is read: proxies write one and pass the other on as the client sent it.
 */
final class ForwardedHeader {
    private static final Pattern NODE =
            Pattern.compile("\\[([^\\]]+)](?::\\d+)?|([^:\\[\\]]+)(?::\\d+)?|([0-9A-Fa-f:.]+)");
    private static final Pattern NUMERIC =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");

    private ForwardedHeader() {}

    /** Where a request came from and what it asked for. */
    record Origin(String address, String scheme, String host, int port) {}

    /** Stands for an address that a proxy does not tell, or that is none: it is in no range of addresses. */
    private static final String UNKNOWN = "unknown";

    /** One proxy's words. */
    private record Hop(
            @Nullable String from,
            @Nullable String scheme,
            @Nullable String host) {}

    /** What the last proxy that is trusted says; where it says nothing, what the request itself does. */
    static Origin of(HttpServletRequest request, AddressList trusted, ProxyHeaders headers) {
        String address = request.getRemoteAddr();
        String scheme = request.getScheme();
        String authority = null;
        // The last is the nearest: each is believed as long as the one that wrote it is.
        for (Hop hop : nearestFirst(request, headers)) {
            if (!trusted.covers(address)) {
                break;
            }
            scheme = hop.scheme() == null ? scheme : hop.scheme();
            authority = hop.host() == null ? authority : hop.host();
            if (hop.from() == null) {
                break;
            }
            address = hop.from();
        }
        return origin(request, address, scheme, authority);
    }

    private static Origin origin(
            HttpServletRequest request, String address, String scheme, @Nullable String authority) {
        Matcher host = HOST.matcher(authority == null ? "" : authority);
        if (!host.matches()) {
            boolean same = scheme.equals(request.getScheme());
            return new Origin(address, scheme, request.getServerName(), same ? request.getServerPort() : usual(scheme));
        }
        int port = host.group(2) == null ? usual(scheme) : Integer.parseInt(host.group(2));
        return new Origin(address, scheme, host.group(1), port);
    }

    private static int usual(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static List<Hop> nearestFirst(HttpServletRequest request, ProxyHeaders headers) {
        return switch (headers) {
            case X_FORWARDED -> informal(request).reversed();
            case FORWARDED ->
                elements(request, "Forwarded").stream()
                        .map(ForwardedHeader::hop)
                        .toList()
                        .reversed();
        };
    }

    /** The headers beside {@code X-Forwarded-For} may have fewer elements; then they count for the nearest. */
    private static List<Hop> informal(HttpServletRequest request) {
        List<String> from = elements(request, "X-Forwarded-For");
        List<String> schemes = elements(request, "X-Forwarded-Proto");
        List<String> hosts = elements(request, "X-Forwarded-Host");
        int length = Stream.of(from, schemes, hosts).mapToInt(List::size).max().orElse(0);
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int fromEnd = length - i;
            hops.add(new Hop(
                    element(from, fromEnd).map(ForwardedHeader::address).orElse(null),
                    element(schemes, fromEnd).flatMap(ForwardedHeader::scheme).orElse(null),
                    element(hosts, fromEnd).orElse(null)));
        }
        return hops;
    }

    private static Optional<String> element(List<String> list, int fromEnd) {
        return fromEnd <= list.size() ? Optional.of(list.get(list.size() - fromEnd)) : Optional.empty();
    }

    private static Hop hop(String element) {
        Map<String, String> parts = new TreeMap<>();
        for (String part : element.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).strip().replaceAll("^\"|\"$", ""));
            }
        }
        return new Hop(
                Optional.ofNullable(parts.get("for"))
                        .map(ForwardedHeader::address)
                        .orElse(null),
                Optional.ofNullable(parts.get("proto"))
                        .flatMap(ForwardedHeader::scheme)
                        .orElse(null),
                parts.get("host"));
    }

    private static List<String> elements(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static String address(String node) {
        Matcher parts = NODE.matcher(node);
        if (!parts.matches()) {
            return UNKNOWN;
        }
        return Stream.of(1, 2, 3)
                .map(parts::group)
                .filter(found -> found != null && NUMERIC.matcher(found).matches())
                .findFirst()
                .flatMap(Network::literal)
                .map(InetAddress::getHostAddress)
                .orElse(UNKNOWN);
    }

    private static Optional<String> scheme(String text) {
        String scheme = text.toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https") ? Optional.of(scheme) : Optional.empty();
    }
}
