package io.muster.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/** Knows how requests come, for what answers before any filter has seen them; a bean. */
@FunctionalInterface
public interface Transport {
    /** For how long browsers are told to come by HTTPS only. */
    Duration SECURE_FOR = Duration.ofDays(365);

    /** The value of {@code Strict-Transport-Security}. */
    String STAY_SECURE = "max-age=" + SECURE_FOR.toSeconds();

    /** Whether a request came by TLS, to this server or to a proxy that is trusted. */
    boolean isSecure(HttpServletRequest request);
}
