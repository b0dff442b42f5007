package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Ids;
import io.muster.server.config.MusterProperties;
import io.muster.server.http.Cursor;
import io.muster.server.http.Keys;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.storage.DirectorySettings;
import io.muster.server.storage.S3Settings;
import io.muster.server.storage.SftpSettings;
import io.muster.server.storage.Target;
import io.muster.server.storage.TargetSecrets;
import io.muster.server.storage.TargetSettings;
import io.muster.server.storage.Targets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;

/** A project's destinations. Thread-safe. */
@Service
class Destinations {

    /** Destinations that a project can have. */
    static final int MAX = 100;

    private final DestinationStore store;
    private final DeliveryStore deliveries;
    private final Targets targets;
    private final boolean mayUseOwn;
    private final Ids ids;
    private final Clock clock;

    Destinations(
            DestinationStore store,
            DeliveryStore deliveries,
            Targets targets,
            MusterProperties properties,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.targets = targets;
        this.mayUseOwn = properties.outbound().ownCredentials();
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes a destination.
     *
     * @throws MusterException KEY_TAKEN; INVALID_REQUEST where nothing lets this server in, or what may not; CONFLICT for one too many
     */
    Destination create(ProjectId project, DestinationRequest request) {
        checkAllowed(request.settings());
        TargetSecrets secrets = request.secrets();
        if (secrets == null) {
            throw fault(DestinationType.of(request.settings()), "Nothing lets this server in; give what does.");
        }
        if (store.list(project, null, MAX).size() == MAX) {
            throw new MusterException(
                    ErrorCode.CONFLICT, "The project has " + MAX + " destinations, the most there can be; delete one.");
        }
        Instant now = clock.instant();
        Destination destination = new Destination(
                ids.next("d"),
                project,
                request.key().orElseGet(() -> Keys.from(request.name())),
                request.name(),
                request.settings(),
                now,
                now);
        if (!store.insert(destination, secrets)) {
            String detail = destination.key() + " is taken by another destination.";
            throw new MusterException(
                    ErrorCode.KEY_TAKEN,
                    "key: " + detail,
                    List.of(new FieldError("/key", ErrorCode.KEY_TAKEN, detail)));
        }
        return destination;
    }

    /**
     * The project's destination.
     *
     * @throws MusterException NOT_FOUND
     */
    Destination get(ProjectId project, String idOrKey) {
        return store.find(project, idOrKey)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND, "There is no destination \"" + idOrKey + "\" in this project."));
    }

    /** Oldest first. */
    Page<Destination> list(ProjectId project, PageRequest page) {
        String list = "destinations:" + project;
        String after = page.start(list, 1).map(cursor -> cursor.text(0)).orElse(null);
        List<Destination> found = store.list(project, after, page.limit() + 1);
        return Page.of(found, page.limit(), last -> Cursor.encode(list, last.id()));
    }

    /**
     * Replaces everything but the key. Secrets that are not given stay, as long as they go to the same receiver: else
     * whoever may change a destination could have them sent to a place of his own.
     */
    Destination replace(ProjectId project, String idOrKey, DestinationRequest request) {
        Destination old = get(project, idOrKey);
        if (request.key().filter(key -> !key.equals(old.key())).isPresent()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "key: a destination's is fixed; this one is " + old.key() + ".",
                    List.of(new FieldError("/key", ErrorCode.INVALID_REQUEST, "The key is fixed.")));
        }
        checkAllowed(request.settings());
        TargetSecrets secrets = request.secrets();
        if (secrets == null && !isSameReceiver(old.settings(), request.settings())) {
            throw fault(
                    DestinationType.of(request.settings()),
                    "It goes to another receiver than before; give again what lets this server in.");
        }
        Destination changed = new Destination(
                old.id(), project, old.key(), request.name(), request.settings(), old.createdAt(), clock.instant());
        store.update(changed, secrets == null ? store.secrets(old) : secrets);
        return changed;
    }

    /**
     * Deletes it; files that are there stay there.
     *
     * @throws MusterException CONFLICT while files are on their way
     */
    void delete(ProjectId project, String idOrKey) {
        Destination destination = get(project, idOrKey);
        if (deliveries.isInUse(destination.id())) {
            throw new MusterException(
                    ErrorCode.CONFLICT,
                    "Files are on their way to destination \"" + destination.key() + "\"; wait or cancel their jobs.");
        }
        store.delete(destination.id());
    }

    /**
     * Writes a small file there and deletes it.
     *
     * @throws MusterException DESTINATION_REFUSED, DESTINATION_UNREACHABLE
     */
    void test(ProjectId project, String idOrKey) {
        try (Target target = open(get(project, idOrKey))) {
            target.test();
        }
    }

    Target open(Destination destination) {
        return targets.open(DestinationPath.settings(destination), store.secrets(destination));
    }

    private void checkAllowed(TargetSettings settings) {
        if (settings instanceof S3Settings s3 && s3.ownCredentials() && !mayUseOwn) {
            String detail = "own_credentials: this server's setting muster.outbound.own-credentials does not allow it;"
                    + " give keys.";
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    detail,
                    List.of(new FieldError("/s3/own_credentials", ErrorCode.INVALID_REQUEST, detail)));
        }
    }

    private static boolean isSameReceiver(TargetSettings old, TargetSettings now) {
        return switch (now) {
            case S3Settings s3 ->
                old instanceof S3Settings before
                        && Objects.equals(before.endpoint(), s3.endpoint())
                        && !before.ownCredentials();
            case SftpSettings sftp ->
                old instanceof SftpSettings before
                        && before.host().equals(sftp.host())
                        && before.port() == sftp.port()
                        && before.hostKey().equals(sftp.hostKey())
                        && before.user().equals(sftp.user());
            case DirectorySettings directory -> true;
        };
    }

    private static MusterException fault(DestinationType type, String detail) {
        String field =
                switch (type) {
                    case S3 -> "/s3/access_key_id";
                    case SFTP -> "/sftp/password";
                    case DIRECTORY -> "/directory";
                };
        return new MusterException(
                ErrorCode.INVALID_REQUEST, detail, List.of(new FieldError(field, ErrorCode.INVALID_REQUEST, detail)));
    }
}
