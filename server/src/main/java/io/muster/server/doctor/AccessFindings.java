package io.muster.server.doctor;

import io.muster.server.config.MusterProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How long what was stolen would be good, and how much one caller may take. */
final class AccessFindings {
    private static final int MANY_WRONG = 600;
    private static final Duration LONG_TOKEN = Duration.ofHours(24);
    private static final Duration LONG_IDLE = Duration.ofHours(2);
    private static final Duration LONG_SESSION = Duration.ofHours(24);

    private AccessFindings() {}

    static List<Finding> of(MusterProperties properties) {
        MusterProperties.Access access = properties.access();
        return List.of(
                wrongSecrets(access),
                tokens(access),
                sessions(access),
                signIn(properties),
                limits(properties),
                outbound(properties));
    }

    private static Finding wrongSecrets(MusterProperties.Access access) {
        String many = access.wrongSecretsPerMinute() + " a minute and address";
        return access.wrongSecretsPerMinute() > MANY_WRONG
                ? Finding.advice(
                        "wrong secrets", many + " are a lot; set muster.access.wrong-secrets-per-minute to 60.")
                : Finding.good("wrong secrets", many + ".");
    }

    private static Finding tokens(MusterProperties.Access access) {
        return access.tokenLifetime().compareTo(LONG_TOKEN) > 0
                ? Finding.advice(
                        "tokens",
                        "are good for " + access.tokenLifetime() + "; set muster.access.token-lifetime to 24h.")
                : Finding.good("tokens", "are good for " + access.tokenLifetime() + ".");
    }

    private static Finding sessions(MusterProperties.Access access) {
        boolean lasting = access.sessionIdle().compareTo(LONG_IDLE) > 0
                || access.sessionLifetime().compareTo(LONG_SESSION) > 0;
        String words = "end after " + access.sessionIdle() + " without a request, after " + access.sessionLifetime()
                + " anyway";
        return lasting
                ? Finding.advice(
                        "sessions", words + "; set muster.access.session-idle to 30m and session-lifetime to 12h.")
                : Finding.good("sessions", words + ".");
    }

    private static Finding signIn(MusterProperties properties) {
        boolean passwords = properties.access().passwordSignIn();
        if (!properties.oidc().isOn()) {
            return Finding.good("sign in", passwords ? "by password." : "nobody does; there are applications only.");
        }
        return passwords
                ? Finding.advice(
                        "sign in",
                        "whoever is no longer known to " + properties.oidc().issuer()
                                + " still has a password here; set muster.access.password-sign-in to false.")
                : Finding.good("sign in", "by " + properties.oidc().issuer() + " only.");
    }

    private static Finding limits(MusterProperties properties) {
        MusterProperties.Limit limit = properties.limit();
        List<String> none = Stream.of(limit.application(), limit.project(), limit.organization())
                .map(Map::entrySet)
                .flatMap(Set::stream)
                .filter(entry -> entry.getValue().equals("none"))
                .map(Map.Entry::getKey)
                .toList();
        return none.isEmpty()
                ? Finding.good("limits", "no rate was taken away.")
                : Finding.advice("limits", "there is none for " + String.join(", ", none) + "; see muster.limit.");
    }

    private static Finding outbound(MusterProperties properties) {
        MusterProperties.Outbound outbound = properties.outbound();
        if (outbound.allow().stream().anyMatch(network -> network.endsWith("/0") || network.startsWith("169.254."))) {
            return Finding.fault(
                    "outbound",
                    "tenants may have this server call every address, a cloud's metadata included; name the networks"
                            + " that receivers are in, in muster.outbound.allow.");
        }
        if (outbound.ownCredentials()) {
            return Finding.advice(
                    "outbound",
                    "destinations may use this server's own cloud credentials; muster.outbound.own-credentials=false"
                            + " has each bring its own.");
        }
        return outbound.allow().isEmpty()
                ? Finding.good("outbound", "public addresses only.")
                : Finding.advice(
                        "outbound", "tenants may have this server call " + String.join(", ", outbound.allow()) + ".");
    }
}
