package io.muster.server.access;

import io.muster.server.config.MusterProperties;
import io.muster.server.config.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where the installation's secret keys come from: a setting, a command such as a key service's client, or a file that
 * is made on the first start. A line holds one key, 32 bytes in Base64; the first seals, the others only open.
 */
final class SecretKeys {
    private static final int KEY_BYTES = 32;
    private static final int COMMAND_SECONDS = 30;

    private SecretKeys() {}

    /** @param id the beginning of the key's hash */
    record Key(String id, SecretKey key) {}

    /** The keys that there are; where they are to be in a file that is not there, one is made. */
    static List<Key> load(MusterProperties properties) {
        List<Key> given = find(properties);
        if (!given.isEmpty()) {
            return given;
        }
        try {
            create(file(properties));
        } catch (IOException e) {
            throw unusable(file(properties), e);
        }
        return find(properties);
    }

    /** The keys that there are; none where they are to be in a file that is not there. */
    static List<Key> find(MusterProperties properties) {
        MusterProperties.Secret settings = properties.secret();
        if (!settings.key().isEmpty()) {
            return parse("muster.secret.key", settings.key());
        }
        if (!settings.keyCommand().isEmpty()) {
            return parse("muster.secret.key-command", run(settings.keyCommand()));
        }
        Path file = file(properties);
        try {
            return Files.exists(file) ? parse(file.toString(), Files.readString(file)) : List.of();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static UncheckedIOException unusable(Path file, IOException cause) {
        return new UncheckedIOException(file + ", the file of the secret key, cannot be used", cause);
    }

    /** Where the file is, or would be. */
    static Path file(MusterProperties properties) {
        String given = properties.secret().keyFile();
        return given.isEmpty() ? properties.data().resolve("secret.key") : Path.of(given);
    }

    private static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        PrivateFiles.directory(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "secret",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.SYNC);
            // A link, unlike a move, never replaces the key of a server that starts beside this one.
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.delete(fresh);
        }
    }

    private static List<Key> parse(String source, String text) {
        List<Key> keys = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> key(source, line))
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalStateException(source + ": holds no key; give 32 random bytes in Base64");
        }
        return keys;
    }

    private static Key key(String source, String line) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(source + ": not Base64; give 32 random bytes in Base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(
                    source + ": a key of " + bytes.length + " bytes; give 32 random bytes in Base64");
        }
        return new Key(SecretHash.of(line).substring(0, 8), new SecretKeySpec(bytes, "AES"));
    }

    private static String run(String command) {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("muster.secret.key-command: did not end within 30 s");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("muster.secret.key-command: ended with " + process.exitValue());
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException("muster.secret.key-command", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
