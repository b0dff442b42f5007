package io.muster.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** All that a client is configured with. */
record ClientSettings(
        URI baseUrl, @Nullable Credentials credentials, String userAgent, Timeouts timeouts, RetryPolicy retries) {

    static final ClientSettings DEFAULTS = new ClientSettings(
            URI.create("http://localhost:8080"), null, "muster-java/0.1", Timeouts.DEFAULT, RetryPolicy.DEFAULT);

    ClientSettings {
        String scheme = baseUrl.getScheme();
        if ((!"http".equals(scheme) && !"https".equals(scheme)) || baseUrl.getHost() == null) {
            throw new IllegalArgumentException(
                    "base URL: '" + baseUrl + "' is not one; give something like http://localhost:8080.");
        }
        if (baseUrl.getUserInfo() != null) {
            throw new IllegalArgumentException("base URL: it has credentials in it; set them as credentials instead.");
        }
    }

    ClientSettings withBaseUrl(URI value) {
        return new ClientSettings(value, credentials, userAgent, timeouts, retries);
    }

    ClientSettings withCredentials(@Nullable Credentials value) {
        return new ClientSettings(baseUrl, value, userAgent, timeouts, retries);
    }

    ClientSettings withUserAgent(String value) {
        return new ClientSettings(baseUrl, credentials, value, timeouts, retries);
    }

    ClientSettings withTimeouts(Timeouts value) {
        return new ClientSettings(baseUrl, credentials, userAgent, value, retries);
    }

    ClientSettings withRetries(RetryPolicy value) {
        return new ClientSettings(baseUrl, credentials, userAgent, timeouts, value);
    }
}
