package io.muster.server.doctor;

import io.muster.server.config.MusterProperties;
import java.util.List;

/** Whether anybody on the way can listen, and who is believed about where a request came from. */
final class TransportFindings {
    private TransportFindings() {}

    static List<Finding> of(MusterProperties properties) {
        return List.of(https(properties), proxies(properties), CertificateFinding.of(properties.tls()));
    }

    private static Finding https(MusterProperties properties) {
        MusterProperties.Access access = properties.access();
        if (!access.requireHttps()) {
            return Finding.advice("https", "plain HTTP is taken; set muster.access.require-https=true.");
        }
        return access.trustedProxies().isEmpty() && !properties.tls().isOn()
                ? Finding.advice(
                        "https",
                        "is required, but no proxy is trusted and there is no certificate, so that everything is refused. Set"
                                + " muster.access.trusted-proxies, or muster.tls.certificate and muster.tls.key.")
                : Finding.good("https", "plain HTTP is refused.");
    }

    private static Finding proxies(MusterProperties properties) {
        List<String> trusted = properties.access().trustedProxies();
        if (trusted.stream().anyMatch(range -> range.endsWith("/0"))) {
            return Finding.fault(
                    "proxies",
                    "every address is trusted as a proxy, so that anybody may claim any address; name the proxies' own in"
                            + " muster.access.trusted-proxies.");
        }
        return Finding.good(
                "proxies",
                trusted.isEmpty()
                        ? "none is trusted."
                        : String.join(", ", trusted) + "; " + headers(properties.access()) + ".");
    }

    private static String headers(MusterProperties.Access access) {
        return switch (access.proxyHeaders()) {
            case X_FORWARDED -> "X-Forwarded-For, -Proto and -Host are read, Forwarded is not";
            case FORWARDED -> "Forwarded is read, X-Forwarded-For, -Proto and -Host are not";
        };
    }
}
