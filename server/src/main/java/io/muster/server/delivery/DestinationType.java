package io.muster.server.delivery;

import io.muster.server.storage.DirectorySettings;
import io.muster.server.storage.S3Settings;
import io.muster.server.storage.SftpSettings;
import io.muster.server.storage.TargetSecrets;
import io.muster.server.storage.TargetSettings;
import java.util.Locale;

/** The kinds of destinations; the lower-case name is the stable one. */
enum DestinationType {
    S3(S3Settings.class, TargetSecrets.S3.class),
    SFTP(SftpSettings.class, TargetSecrets.Sftp.class),
    DIRECTORY(DirectorySettings.class, TargetSecrets.None.class);

    private final Class<? extends TargetSettings> settings;
    private final Class<? extends TargetSecrets> secrets;

    DestinationType(Class<? extends TargetSettings> settings, Class<? extends TargetSecrets> secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    static DestinationType of(TargetSettings settings) {
        return switch (settings) {
            case S3Settings s3 -> S3;
            case SftpSettings sftp -> SFTP;
            case DirectorySettings directory -> DIRECTORY;
        };
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Class<? extends TargetSettings> settings() {
        return settings;
    }

    Class<? extends TargetSecrets> secrets() {
        return secrets;
    }
}
