package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.export.Export;
import io.muster.server.export.ExportState;
import io.muster.server.job.Job;
import io.muster.server.job.Jobs;
import io.muster.server.job.NewJob;
import io.muster.server.project.Project;
import io.muster.server.storage.Target;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.JsonNodeFactory;

/** Deliveries of exports to destinations. Thread-safe. */
@Service
public class Deliveries {

    private final Destinations destinations;
    private final DestinationStore known;
    private final DeliveryStore store;
    private final Catalog catalog;
    private final Jobs jobs;
    private final Ids ids;
    private final Clock clock;

    Deliveries(
            Destinations destinations,
            DestinationStore known,
            DeliveryStore store,
            Catalog catalog,
            @Lazy Jobs jobs,
            Ids ids,
            Clock clock) {
        this.destinations = destinations;
        this.known = known;
        this.store = store;
        this.catalog = catalog;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Where an export's files are by now beside this server, such as {@code s3://bucket/exports/e_1.csv}: those that have
     * arrived, in order.
     */
    public List<String> locations(String export) {
        return store.of(List.of(export)).stream()
                .filter(delivery -> delivery.state() == DeliveryState.DELIVERED)
                .flatMap(delivery -> delivery.files().stream())
                .map(Delivery.Arrived::location)
                .toList();
    }

    /** Whether files of the export are still on their way to somewhere, or are to be tried again. */
    public boolean isUnderWay(String export) {
        return store.of(List.of(export)).stream()
                .anyMatch(delivery -> !delivery.state().isOver());
    }

    /** Whether the project has a destination of that id or key. */
    public boolean isKnown(ProjectId project, String idOrKey) {
        return known.find(project, idOrKey).isPresent();
    }

    /** Oldest first. */
    List<Delivery> of(Export export) {
        return store.of(List.of(export.id()));
    }

    /**
     * Has the export's files copied to the destination: now if there are any, else when there are.
     *
     * @throws MusterException NOT_READY where there will be none, CONFLICT while they are on their way there
     */
    Delivery add(Export export, Destination destination) {
        if (!export.state().isUnderWay() && export.state() != ExportState.SUCCEEDED) {
            throw new MusterException(
                    ErrorCode.NOT_READY,
                    "Export \"" + export.id() + "\" is " + export.state().code() + "; it has no files to deliver.");
        }
        return catalog.transaction(dsl -> {
            refuseSecond(export, destination.id(), "");
            Delivery delivery = new Delivery(
                    ids.next("ed"),
                    destination.project(),
                    export.id(),
                    destination.id(),
                    destination.key(),
                    DeliveryState.WAITING,
                    0,
                    List.of(),
                    null,
                    null,
                    null,
                    clock.instant(),
                    null);
            store.insert(delivery);
            if (export.state() == ExportState.SUCCEEDED) {
                queue(delivery);
            }
            return store.find(delivery.id()).orElseThrow();
        });
    }

    /** Two at once would write the same files side by side. */
    private void refuseSecond(Export export, @Nullable String destination, String first) {
        store.lock(export.id());
        for (Delivery other : of(export)) {
            boolean there = Objects.equals(other.destination(), destination);
            if (there && !other.state().isOver() && !other.id().equals(first)) {
                throw new MusterException(
                        ErrorCode.CONFLICT,
                        "The export is on its way to \"" + other.destinationKey() + "\" already: delivery \""
                                + other.id() + "\" is " + other.state().code() + ".");
            }
        }
    }

    /**
     * The export's delivery.
     *
     * @throws MusterException NOT_FOUND
     */
    Delivery get(Export export, String id) {
        return store.find(id)
                .filter(delivery -> delivery.export().equals(export.id()))
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND, "There is no delivery \"" + id + "\" of this export."));
    }

    /**
     * Tries a delivery again that has failed or was cancelled.
     *
     * @throws MusterException CONFLICT for any other
     */
    Delivery retry(Export export, String id) {
        return catalog.transaction(dsl -> {
            Delivery delivery = get(export, id);
            if (export.state() != ExportState.SUCCEEDED || !store.reopen(id)) {
                throw new MusterException(
                        ErrorCode.CONFLICT,
                        "Delivery \"" + id + "\" is " + get(export, id).state().code() + " and its export "
                                + export.state().code() + "; only one that failed can be tried again, and only while"
                                + " the export has its files.");
            }
            refuseSecond(export, delivery.destination(), id);
            queue(delivery);
            return get(export, id);
        });
    }

    /** Stops what is on its way, or waits to be tried again. */
    void cancel(Delivery delivery) {
        if (delivery.job() != null) {
            jobs.cancel(delivery.project(), delivery.job());
        }
    }

    /** Has the job made that does it. */
    void queue(Delivery delivery) {
        Job job = jobs.enqueue(new NewJob(
                delivery.project(),
                DeliveryJob.TYPE,
                "export",
                delivery.export(),
                "bytes",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("delivery", delivery.id())
                        .put("destination", delivery.destination())));
        store.queued(delivery.id(), job.id());
    }

    /**
     * A URL with which anybody can read one of the files where it was copied to, for a time.
     *
     * @param file from 0
     * @throws MusterException NOT_READY where it is not there yet, CONFLICT where the place has no such URLs
     */
    URI sign(Project project, Delivery delivery, int file, Duration time) {
        if (delivery.state() != DeliveryState.DELIVERED || delivery.destination() == null) {
            throw new MusterException(
                    ErrorCode.NOT_READY,
                    "Delivery \"" + delivery.id() + "\" is " + delivery.state().code()
                            + (delivery.destination() == null ? " and its destination deleted." : "."));
        }
        if (file >= delivery.files().size()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "file is " + file + "; the delivery has " + delivery.files().size() + ", counted from 0.");
        }
        Destination destination = destinations.get(project.id(), delivery.destination());
        try (Target target = destinations.open(destination)) {
            return target.sign(delivery.files().get(file).path(), time)
                    .orElseThrow(() -> new MusterException(
                            ErrorCode.CONFLICT,
                            "A destination of type " + destination.type().code() + " has no links; only s3 has."));
        }
    }

    /**
     * The project's destination that a request names.
     *
     * @throws MusterException UNKNOWN_DESTINATION
     */
    Destination destination(ProjectId project, String idOrKey) {
        return known.find(project, idOrKey)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.UNKNOWN_DESTINATION,
                        "There is no destination with the id or key \"" + idOrKey + "\"."));
    }
}
