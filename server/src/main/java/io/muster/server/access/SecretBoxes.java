package io.muster.server.access;

import io.muster.server.config.MusterProperties;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sealed copies of applications' secrets, where they are to be kept. Thread-safe. */
@Component
class SecretBoxes {
    private final SecretVault vault;
    private final boolean keepsSecrets;

    SecretBoxes(SecretVault vault, MusterProperties properties) {
        this.vault = vault;
        this.keepsSecrets = properties.secret().reveal();
    }

    /** What to keep of the secret beside its hash; null where only hashes are kept. */
    @Nullable
    String seal(String applicationId, String secret) {
        return keepsSecrets ? vault.seal(purpose(applicationId), secret) : null;
    }

    /** The secret in the clear; empty where only its hash is kept. */
    Optional<String> open(StoredApplication stored) {
        String box = stored.secretBox();
        return box == null || !keepsSecrets
                ? Optional.empty()
                : vault.open(purpose(stored.application().id()), box);
    }

    private static String purpose(String applicationId) {
        return "application:" + applicationId;
    }
}
