package io.muster.server.access;

import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Keeps secrets that have to be read back: AES-256-GCM under a key that is not in the database. What is sealed for one
 * purpose cannot be opened for another. Thread-safe.
 */
@Component
public class SecretVault {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<SecretKeys.Key> keys;
    private final SecureRandom random = new SecureRandom();

    SecretVault(MusterProperties properties, Catalog catalog, Clock clock) {
        this.keys = new KnownKeys(catalog, properties).use(clock.instant());
    }

    /** What a server of these settings would complain of on that catalogue: a key that is missing; empty where none is. */
    public static String complaint(Catalog catalog, MusterProperties properties) {
        return new KnownKeys(catalog, properties).complaint();
    }

    /** Where the key is, or would be made, when neither a setting nor a command gives it. */
    public static Path keyFile(MusterProperties properties) {
        return SecretKeys.file(properties);
    }

    /**
     * Seals a secret.
     *
     * @param purpose what it belongs to, such as an application's id; needed again to open it
     * @return the id of the key and what it sealed
     */
    public String seal(String purpose, String secret) {
        SecretKeys.Key key = keys.getFirst();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, purpose, secret.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("AES-GCM does not seal"));
        byte[] box = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return key.id() + ":" + Base64.getEncoder().encodeToString(box);
    }

    /** The secret in a box; empty where its key is no longer here, or the box was altered or is another's. */
    public Optional<String> open(String purpose, String box) {
        int colon = box.indexOf(':');
        byte[] bytes = Base64.getDecoder().decode(box.substring(colon + 1));
        byte[] nonce = java.util.Arrays.copyOf(bytes, NONCE_BYTES);
        byte[] sealed = java.util.Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length);
        return keys.stream()
                .filter(key -> key.id().equals(box.substring(0, colon)))
                .findFirst()
                .flatMap(key -> cipher(Cipher.DECRYPT_MODE, key, nonce, purpose, sealed))
                .map(secret -> new String(secret, StandardCharsets.UTF_8));
    }

    /**
     * A text that stands for another: the same for the same, and of use to nobody without the key. For one purpose it is
     * not what it is for another.
     */
    public String pseudonym(String purpose, String text) {
        return pseudonym(keys.getFirst(), purpose, text);
    }

    /** The pseudonyms that a text has had under all keys that are still here. */
    public List<String> pseudonyms(String purpose, String text) {
        return keys.stream().map(key -> pseudonym(key, purpose, text)).toList();
    }

    private static String pseudonym(SecretKeys.Key key, String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.key().getEncoded(), "HmacSHA256"));
            mac.update(("pseudonym:" + purpose + ":").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<byte[]> cipher(int mode, SecretKeys.Key key, byte[] nonce, String purpose, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return Optional.of(cipher.doFinal(text));
        } catch (javax.crypto.AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
