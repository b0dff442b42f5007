package io.muster.server.delivery;

import io.muster.model.ProjectId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What signs a project's links. Its text does not show the secret. */
record LinkKey(String id, ProjectId project, String secret) {

    private static final String ALGORITHM = "HmacSHA256";

    /** The signature of a link, for URLs. */
    String sign(String export, long expires, String format) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            String link = String.join("\n", "muster-link-1", export, Long.toString(expires), format);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(link.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Whether the signature is that of the link; takes as long for any that is wrong. */
    boolean verifies(String signature, String export, long expires, String format) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8),
                sign(export, expires, format).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "LinkKey[" + id + "]";
    }
}
