package io.muster.server.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads the keys of SFTP servers and of those who come to them. */
public final class SftpKeys {

    private SftpKeys() {}

    /**
     * Gives back a host key that can be read, without a comment behind it.
     *
     * @throws io.muster.model.MusterException DESTINATION_REFUSED
     */
    public static String checkHostKey(String text) {
        return PublicKeyEntry.toString(hostKey(text));
    }

    /**
     * Checks that a private key, where there is one, can be read.
     *
     * @throws io.muster.model.MusterException DESTINATION_REFUSED
     */
    public static void check(TargetSecrets.Sftp secrets) {
        if (secrets.privateKey() != null) {
            keys(secrets);
        }
    }

    /**
     * Reads a public key such as {@code ssh-ed25519 AAAA…}.
     *
     * @throws io.muster.model.MusterException DESTINATION_REFUSED
     */
    static PublicKey hostKey(String text) {
        try {
            PublicKey key = PublicKeyEntry.parsePublicKeyEntry(text)
                    .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
            if (key != null) {
                return key;
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw StorageFaults.refused("'" + text + "' is not a public key; give one as ssh-keyscan prints it.", e);
        }
        throw StorageFaults.refused("'" + text + "' is not a public key; give one as ssh-keyscan prints it.");
    }

    /**
     * Reads a private key.
     *
     * @throws io.muster.model.MusterException DESTINATION_REFUSED
     */
    static Iterable<KeyPair> keys(TargetSecrets.Sftp secrets) {
        String key = secrets.privateKey() == null ? "" : secrets.privateKey();
        String passphrase = secrets.passphrase();
        FilePasswordProvider password =
                passphrase == null ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase);
        try {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("private_key"),
                    new ByteArrayInputStream(key.getBytes(StandardCharsets.UTF_8)),
                    password);
            if (keys != null && keys.iterator().hasNext()) {
                return keys;
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw StorageFaults.refused("The private key cannot be read, or its passphrase is another.", e);
        }
        throw StorageFaults.refused("The private key cannot be read; give it in OpenSSH's or PEM form.");
    }
}
