package io.muster.server.delivery;

import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.job.Lane;
import io.muster.server.job.RecurringWork;
import io.muster.server.project.ProjectCleanup;
import io.muster.server.storage.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    public Lane lane() {
        return Lane.DELIVERY;
    }

    @Override
    public void run() {
        clear(store.leftBehind());
    }

    @Override
    public void clean(ProjectId project) {
        clear(store.open(project));
    }

    /** A destination that cannot be reached is not asked a second time. */
    private void clear(List<Delivery> deliveries) {
        Set<String> unreachable = new HashSet<>();
        for (Delivery delivery : deliveries) {
            String destination = delivery.destination();
            if ((destination == null || !unreachable.contains(destination)) && !clear(delivery)) {
                unreachable.add(destination);
            }
        }
    }

    /** False where the destination cannot be reached. */
    private boolean clear(Delivery delivery) {
        Delivery.OpenUpload upload = delivery.openUpload();
        Optional<Destination> destination =
                Optional.ofNullable(delivery.destination()).flatMap(destinations::find);
        if (upload == null || destination.isEmpty() || isTooOld(delivery)) {
            store.open(delivery.id(), null);
            return true;
        }
        try (Target target = opening.open(destination.get())) {
            target.abandon(upload.path(), new DeliveryLog(store, delivery.id(), upload.path()));
            return true;
        } catch (MusterException e) {
            LOG.warn("What delivery {} left at its destination could not be cleared away", delivery.id(), e);
            return false;
        }
    }

    private boolean isTooOld(Delivery delivery) {
        return delivery.finishedAt() != null
                && delivery.finishedAt().plus(PATIENCE).isBefore(clock.instant());
    }
}
