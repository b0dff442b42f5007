package io.muster.server.doctor;

import io.muster.server.config.MusterProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What Muster runs on: the user, the disk, Java. */
final class HostFindings {
    private static final int MONTHS_OF_AN_UPDATE = 6;

    private HostFindings() {}

    static List<Finding> of(MusterProperties properties) {
        return List.of(
                user(properties.data()),
                encryption(properties.data()),
                java(System.getProperty("java.version.date", ""), LocalDate.now(java.time.ZoneOffset.UTC)));
    }

    private static Finding user(Path data) {
        try {
            String owner = Files.getOwner(data).getName();
            return owner.equals("root")
                    ? Finding.advice(
                            "user", "root owns " + data + "; run the server as a user who may do nothing else.")
                    : Finding.good("user", owner + " owns the data.");
        } catch (IOException | UnsupportedOperationException e) {
            return Finding.advice("user", "who owns " + data + " cannot be told: " + e.getMessage());
        }
    }

    /** Linux says of a device-mapper's volume what made it. */
    private static Finding encryption(Path data) {
        try {
            Path device = Path.of(Files.getFileStore(data).name()).toRealPath().getFileName();
            Path uuid = Path.of("/sys/class/block").resolve(device).resolve("dm/uuid");
            if (Files.isReadable(uuid) && Files.readString(uuid).startsWith("CRYPT-")) {
                return Finding.good("encryption", "the disk is encrypted.");
            }
        } catch (IOException | RuntimeException e) {
            return notSeen();
        }
        return notSeen();
    }

    private static Finding notSeen() {
        return Finding.advice(
                "encryption", "cannot be seen from here; rows lie on the disk as they are, so it should be encrypted.");
    }

    static Finding java(String released, LocalDate today) {
        String version = "Java " + Runtime.version();
        try {
            boolean old =
                    LocalDate.parse(released).plusMonths(MONTHS_OF_AN_UPDATE).isBefore(today);
            return old
                    ? Finding.advice(
                            "java",
                            version + " is of " + released + "; its holes are mended every three months, so update.")
                    : Finding.good("java", version + ".");
        } catch (DateTimeParseException e) {
            return Finding.advice("java", version + " does not say of when it is.");
        }
    }
}
