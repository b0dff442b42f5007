package io.muster.server.delivery;

import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.job.RecurringWork;
import io.muster.server.project.ProjectCleanup;
import io.muster.server.storage.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Clears away what deliveries left at destinations that have failed or were cancelled. */
@Component
class UploadSweep implements RecurringWork, ProjectCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(UploadSweep.class);

    /** What cannot be reached for so long is not asked again. */
    private static final Duration PATIENCE = Duration.ofDays(7);

    private final DeliveryStore store;
    private final DestinationStore destinations;
    private final Destinations opening;
    private final Clock clock;

    UploadSweep(DeliveryStore store, DestinationStore destinations, Destinations opening, Clock clock) {
        this.store = store;
        this.destinations = destinations;
        this.opening = opening;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "upload-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        store.leftBehind().forEach(this::clear);
    }

    @Override
    public void clean(ProjectId project) {
        store.open(project).forEach(this::clear);
    }

    private void clear(Delivery delivery) {
        Delivery.OpenUpload upload = delivery.openUpload();
        Optional<Destination> destination =
                Optional.ofNullable(delivery.destination()).flatMap(destinations::find);
        if (upload == null || destination.isEmpty() || isTooOld(delivery)) {
            store.open(delivery.id(), null);
            return;
        }
        try (Target target = opening.open(destination.get())) {
            target.abandon(upload.path(), new DeliveryLog(store, delivery.id(), upload.path()));
        } catch (MusterException e) {
            LOG.warn("What delivery {} left at its destination could not be cleared away", delivery.id(), e);
        }
    }

    private boolean isTooOld(Delivery delivery) {
        return delivery.finishedAt() != null
                && delivery.finishedAt().plus(PATIENCE).isBefore(clock.instant());
    }
}
