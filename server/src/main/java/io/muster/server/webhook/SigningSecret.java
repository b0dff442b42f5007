package io.muster.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret as Standard Webhooks has them: {@code whsec_} and the key in Base64. Its text is not shown by {@link
 * #toString}.
 */
record SigningSecret(String text) {

    static final String PREFIX = "whsec_";

    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    static SigningSecret random(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** This one, with the one before, which signs too until then. */
    SigningSecrets after(SigningSecret previous, Instant until) {
        return new SigningSecrets(this, previous, until);
    }

    /** The value of {@code webhook-signature} for one secret. */
    String sign(String messageId, Instant timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(text.substring(PREFIX.length())), ALGORITHM));
            mac.update((messageId + "." + timestamp.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
