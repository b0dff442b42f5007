package io.muster.server.oidc;

import io.muster.server.config.MusterProperties;
import java.net.URI;
import java.util.Set;

/** What has to be right before the server starts. */
final class OidcSettings {
    /** Where a provider is tried out without TLS. */
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private OidcSettings() {}

    /** @throws IllegalArgumentException in words for whoever starts the server */
    static MusterProperties.Oidc checked(MusterProperties properties) {
        MusterProperties.Oidc oidc = properties.oidc();
        if (!oidc.isOn()) {
            return oidc;
        }
        URI issuer = URI.create(oidc.issuer());
        boolean safe = "https".equals(issuer.getScheme())
                || ("http".equals(issuer.getScheme()) && THIS_MACHINE.contains(issuer.getHost()));
        if (!safe || issuer.getHost() == null || issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "muster.oidc.issuer: '" + oidc.issuer() + "'; give a URL such as https://login.example.com");
        }
        if (oidc.clientId().isEmpty()) {
            throw new IllegalArgumentException(
                    "muster.oidc.client-id is missing; give what the identity provider calls this server");
        }
        if (properties.publicUrl().isEmpty()) {
            throw new IllegalArgumentException(
                    "muster.public-url is missing; the identity provider sends people back to" + " it, and has to know "
                            + IdentityProvider.CALLBACK + " of it");
        }
        return oidc;
    }
}
