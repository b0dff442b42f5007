package io.muster.server.doctor;

import io.muster.server.access.SecretVault;
import io.muster.server.config.MusterProperties;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where secrets lie, and who could read them there. */
final class SecretFindings {
    private static final List<String> SETTINGS =
            List.of("muster.properties", "muster.yaml", "muster.yml", "config/muster.properties", "config/muster.yaml");

    private SecretFindings() {}

    static List<Finding> of(MusterProperties properties, Map<String, String> environment, Path directory) {
        return List.of(
                keyPlace(properties), bootstrap(environment), settingsFile(directory), database(properties.database()));
    }

    private static Finding keyPlace(MusterProperties properties) {
        boolean file = properties.secret().key().isEmpty()
                && properties.secret().keyCommand().isEmpty();
        Path place = SecretVault.keyFile(properties).toAbsolutePath();
        return file && place.startsWith(properties.data().toAbsolutePath())
                ? Finding.advice(
                        "key place",
                        "the secret key lies beside what it opens, so that one stolen copy has both; move it and set"
                                + " muster.secret.key-file, or have muster.secret.key-command fetch it.")
                : Finding.good("key place", "the secret key is apart from what it opens.");
    }

    private static Finding bootstrap(Map<String, String> environment) {
        boolean there = environment.containsKey("MUSTER_BOOTSTRAP_CLIENT_SECRET")
                || environment.containsKey("MUSTER_BOOTSTRAP_PASSWORD");
        return there
                ? Finding.advice(
                        "bootstrap",
                        "its secrets are in the environment; they are needed on the first start only. Take them out, and"
                                + " rotate the owner's.")
                : Finding.good("bootstrap", "its secrets are not in this environment.");
    }

    private static Finding settingsFile(Path directory) {
        List<Path> open = SETTINGS.stream()
                .map(directory::resolve)
                .filter(FileFindings::isOpenToOthers)
                .toList();
        return open.isEmpty()
                ? Finding.good("settings file", "there is none here that others can read.")
                : Finding.advice(
                        "settings file", open.getFirst() + " can be read by others; chmod 600 " + open.getFirst());
    }

    private static Finding database(MusterProperties.Database database) {
        String url = database.url();
        boolean here =
                url.isEmpty() || url.matches("jdbc:postgresql:(//(localhost|127\\.0\\.0\\.1|\\[::1])[:/].*|[^/].*)");
        return here || url.contains("sslmode=verify-full")
                ? Finding.good("database", url.isEmpty() ? "is a file." : "nobody can listen on the way to it.")
                : Finding.advice(
                        "database",
                        "the way to it is not proved to be TLS with the right server; add ?sslmode=verify-full to"
                                + " muster.database.url.");
    }
}
