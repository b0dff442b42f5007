package io.muster.server.doctor;

import io.muster.server.access.SecretVault;
import io.muster.server.config.MusterProperties;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The data directory and the file of the secret key. */
final class FileFindings {
    private static final long LITTLE = 1L << 30;
    private static final long NOTHING = 64L << 20;
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private FileFindings() {}

    static List<Finding> of(MusterProperties properties) {
        Path data = properties.data();
        if (!Files.isDirectory(data)) {
            return List.of(Finding.fault("data directory", data + " is not there; give --data or muster.data."));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(directory(data));
        findings.add(room(data));
        findings.add(key(properties));
        return findings;
    }

    private static Finding directory(Path data) {
        if (!Files.isWritable(data)) {
            return Finding.fault("data directory", data + " cannot be written by this user.");
        }
        return isOpenTo(data, OF_OTHERS)
                ? Finding.advice(
                        "data directory", data + " holds personal data and is open to every user; chmod o= " + data)
                : Finding.good("data directory", data.toAbsolutePath().toString());
    }

    private static Finding room(Path data) {
        try {
            FileStore store = Files.getFileStore(data);
            long free = store.getUsableSpace();
            String words = (free >> 20) + " MB are free.";
            if (free < NOTHING) {
                return Finding.fault("disk", words + " The server refuses work below 64 MB.");
            }
            return free < LITTLE ? Finding.advice("disk", words) : Finding.good("disk", words);
        } catch (IOException e) {
            return Finding.fault("disk", "cannot be asked: " + e.getMessage());
        }
    }

    private static Finding key(MusterProperties properties) {
        Path file = SecretVault.keyFile(properties);
        boolean elsewhere = !properties.secret().key().isEmpty()
                || !properties.secret().keyCommand().isEmpty();
        if (elsewhere) {
            return Finding.good("secret key", "comes from a setting or a command.");
        }
        if (!Files.exists(file)) {
            return Finding.fault(
                    "secret key", file + " is not there; put it back, or sealed secrets cannot be read any more.");
        }
        return isOpenToOthers(file)
                ? Finding.fault("secret key", file + " can be read by others; chmod 600 " + file)
                : Finding.good("secret key", file.toString());
    }

    /** Whether anybody but its owner may read or change a file; not so where there is none. */
    static boolean isOpenToOthers(Path file) {
        Set<PosixFilePermission> shared = EnumSet.copyOf(OF_OTHERS);
        shared.addAll(EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE));
        return isOpenTo(file, shared);
    }

    private static boolean isOpenTo(Path file, Set<PosixFilePermission> forbidden) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(forbidden::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
