package io.muster.server.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** Secrets as an administrator sees them. */
record SecretView(
        String secret,
        @Nullable String previousSecret,
        @Nullable Instant previousUntil) {

    /** An answer that nobody on the way keeps. */
    static ResponseEntity<SecretView> answer(SigningSecrets secrets) {
        SigningSecret previous = secrets.previous();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new SecretView(
                        secrets.current().text(),
                        previous == null ? null : previous.text(),
                        secrets.previousUntil()));
    }
}
