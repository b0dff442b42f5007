package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.export.Export;
import io.muster.server.export.ExportTrail;
import io.muster.server.export.ExportTrail.Taker;
import io.muster.server.export.Exports;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Links with which anybody can download an export's file for a time: signed, and kept nowhere. They end with their time,
 * with their export's files, or with the key that signed them. Thread-safe.
 */
@Service
public class Links {

    private final LinkKeyStore keys;
    private final Exports exports;
    private final Projects projects;
    private final Catalog catalog;
    private final Ids ids;
    private final Clock clock;
    private final ExportTrail trail;

    Links(
            LinkKeyStore keys,
            Exports exports,
            Projects projects,
            Catalog catalog,
            Ids ids,
            Clock clock,
            ExportTrail trail) {
        this.keys = keys;
        this.exports = exports;
        this.projects = projects;
        this.catalog = catalog;
        this.ids = ids;
        this.clock = clock;
        this.trail = trail;
    }

    /**
     * A link.
     *
     * @param path with its query, from the server's root
     * @param expiresAt when it ends; its export's files may be gone before
     */
    public record Link(String path, Instant expiresAt) {}

    /**
     * Makes a link to the export's file, which is in the audit trail as what is read by it will be: with its key and end.
     *
     * @param format the form that it gives, such as {@code csv}; empty for whatever the caller accepts
     */
    public Link make(Project project, Export export, String format, Duration time) {
        LinkKey key = keys.current(project.id()).orElseGet(() -> newKey(project.id()));
        Instant end = clock.instant().plus(time);
        long expires = Math.ceilDiv(end.toEpochMilli(), 1000);
        String path = "/files/" + export.id() + "?expires=" + expires + (format.isEmpty() ? "" : "&format=" + format)
                + "&key=" + key.id() + "&signature=" + key.sign(export.id(), expires, format);
        Taker maker = Taker.caller()
                .with("key", key.id())
                .with("expires", Long.toString(expires))
                .with("format", format);
        trail.record(export, maker, "link.create");
        return new Link(path, Instant.ofEpochSecond(expires));
    }

    /**
     * The export that a link is for.
     *
     * @throws MusterException FORBIDDEN where the signature is wrong, GONE where the link's time is over
     */
    Export open(String export, String expires, String format, String keyId, String signature) {
        Optional<LinkKey> key = expires.matches("[0-9]{1,12}") ? keys.find(keyId) : Optional.empty();
        Optional<Project> project = key.filter(it -> it.verifies(signature, export, Long.parseLong(expires), format))
                .flatMap(it -> projects.find(it.project()));
        if (project.isEmpty()) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN, "This link is not one of this server's, was changed, or was revoked.");
        }
        if (clock.instant().getEpochSecond() >= Long.parseLong(expires)) {
            throw new MusterException(ErrorCode.GONE, "This link's time is over; ask for a new one.");
        }
        return exports.get(project.get(), export);
    }

    /**
     * Signs new links with a new key.
     *
     * @param revoke whether the links that are out end now
     */
    void rotate(ProjectId project, boolean revoke) {
        catalog.change(dsl -> {
            if (revoke) {
                keys.deleteAll(project);
            } else {
                keys.retire(project, clock.instant());
            }
            newKey(project);
        });
    }

    private LinkKey newKey(ProjectId project) {
        LinkKey key = new LinkKey(ids.next("lk"), project, ids.secret());
        keys.insert(key, clock.instant());
        return key;
    }
}
