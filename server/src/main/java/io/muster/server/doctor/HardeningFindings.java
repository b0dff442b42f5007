package io.muster.server.doctor;

import io.muster.server.config.MusterProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What would make an installation safer. */
final class HardeningFindings {
    private static final int MANY_WRONG = 600;

    private HardeningFindings() {}

    static List<Finding> of(MusterProperties properties, Map<String, String> environment) {
        MusterProperties.Access access = properties.access();
        List<Finding> findings = new ArrayList<>();
        findings.add(
                access.requireHttps()
                        ? Finding.good("https", "plain HTTP is refused.")
                        : Finding.advice("https", "plain HTTP is taken; set muster.access.require-https=true."));
        if (access.requireHttps()
                && access.trustedProxies().isEmpty()
                && !environment.containsKey("SERVER_SSL_BUNDLE")) {
            findings.add(Finding.advice(
                    "proxies",
                    "HTTPS is required and no proxy is trusted; without TLS of its own the server refuses everything."
                            + " Set muster.access.trusted-proxies."));
        }
        if (access.trustedProxies().stream().anyMatch(range -> range.endsWith("/0"))) {
            findings.add(Finding.fault(
                    "proxies", "every address is trusted as a proxy, so that anybody may claim any address."));
        }
        if (environment.containsKey("MUSTER_BOOTSTRAP_CLIENT_SECRET")
                || environment.containsKey("MUSTER_BOOTSTRAP_PASSWORD")) {
            findings.add(Finding.advice(
                    "bootstrap", "its secrets are in the environment; they are needed on the first start only."));
        }
        if (access.wrongSecretsPerMinute() > MANY_WRONG) {
            findings.add(Finding.advice(
                    "wrong secrets",
                    access.wrongSecretsPerMinute() + " a minute are a lot; set"
                            + " muster.access.wrong-secrets-per-minute to 60."));
        }
        if (properties.secret().reveal()) {
            findings.add(Finding.advice(
                    "secrets", "are kept to be shown again; muster.secret.reveal=false keeps hashes only."));
        }
        return findings;
    }
}
