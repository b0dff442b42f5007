package io.muster.server.outbound;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Reads URLs that the server is to call. Thread-safe. */
@Component
public class OutboundUrls {

    /** Longer ones are a mistake. */
    public static final int MAX_LENGTH = 2_000;

    /** Anything that may be an address, so that reading it asks no name server. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

    private final AddressGuard guard;

    OutboundUrls(AddressGuard guard) {
        this.guard = guard;
    }

    /**
     * Reads an absolute {@code http} or {@code https} URL. Where its host is an address, that is checked here; a name's
     * addresses are checked whenever it is called.
     *
     * @throws MusterException INVALID_REQUEST
     */
    public URI parse(String text) {
        URI url = uri(text);
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw invalid(text, "starts with neither http:// nor https://");
        }
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 65_535) {
            throw invalid(text, "has no host and port that can be called");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw invalid(text, "has a user or a fragment, which would not be sent");
        }
        if (LITERAL.matcher(url.getHost()).matches() && !guard.allows(address(text, url.getHost()))) {
            throw invalid(text, "is at a loopback, private or other special address");
        }
        return url;
    }

    private static URI uri(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "A URL of " + text.length() + " characters is too long; give up to " + MAX_LENGTH + ".");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw invalid(text, "is not a URL");
        }
    }

    private static InetAddress address(String url, String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw invalid(url, "has no address as its host");
        }
    }

    private static MusterException invalid(String url, String why) {
        return new MusterException(
                ErrorCode.INVALID_REQUEST,
                "'" + url + "' " + why + "; give a URL such as https://hooks.example.com/muster.");
    }
}
