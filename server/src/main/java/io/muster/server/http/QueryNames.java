package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a request's query string names. */
public final class QueryNames {
    private static final Set<String> SECRETS = Set.of("client_secret", "password");

    private QueryNames() {}

    /** In the order given; a name that is not percent-encoded correctly is taken as it is. */
    static List<String> of(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&", -1)).map(QueryNames::name).toList();
    }

    /**
     * Refuses secrets in an address, which proxies write down (RFC 6749, 2.3.1).
     *
     * @throws MusterException INVALID_REQUEST
     */
    public static void requireNoSecret(HttpServletRequest request) {
        of(request).stream().filter(SECRETS::contains).findFirst().ifPresent(name -> {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    name + ": send it in the body, never in the address, which ends in logs; change the one that was"
                            + " just sent.");
        });
    }

    private static String name(String part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
