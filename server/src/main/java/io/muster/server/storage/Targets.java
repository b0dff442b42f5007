package io.muster.server.storage;

import io.muster.server.config.MusterProperties;
import io.muster.server.outbound.GuardedResolver;
import org.springframework.stereotype.Component;

/** Makes targets. Thread-safe. */
@Component
public class Targets {

    private final GuardedResolver resolver;
    private final MusterProperties.Outbound settings;

    Targets(GuardedResolver resolver, MusterProperties properties) {
        this.resolver = resolver;
        this.settings = properties.outbound();
    }

    /**
     * The place, not yet connected to.
     *
     * @throws io.muster.model.MusterException DESTINATION_REFUSED where this server's settings do not allow such a place
     */
    public Target open(TargetSettings where, TargetSecrets secrets) {
        return switch (where) {
            case S3Settings s3 -> S3Target.open(s3, secrets, resolver, settings);
            case SftpSettings sftp -> new SftpTarget(sftp, secrets, resolver, settings);
            case DirectorySettings directory -> DirectoryTarget.open(directory, settings.directory());
        };
    }
}
