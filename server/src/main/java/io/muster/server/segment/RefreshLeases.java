package io.muster.server.segment;

import io.muster.server.config.MusterProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Says again and again, for the runs of this process, that they are alive. Thread-safe. */
@Component
class RefreshLeases implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshLeases.class);

    /** As with jobs: whoever was silent that many times is taken for dead. */
    private static final int MISSED_HEARTBEATS = 4;

    private final RefreshStore store;
    private final Duration heartbeat;
    private final Clock clock;
    private final Set<String> owners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("segment-lease").factory());
    private volatile boolean running;

    RefreshLeases(RefreshStore store, MusterProperties properties, Clock clock) {
        this.store = store;
        this.heartbeat = properties.job().heartbeat();
        this.clock = clock;
    }

    /** What a run holds until it is closed or its process dies. */
    record Lease(RefreshLeases leases, String owner) implements AutoCloseable {

        /** Until when others believe it without hearing more. */
        Instant until() {
            return leases.until();
        }

        @Override
        public void close() {
            leases.end(owner);
        }
    }

    /** @param owner a name that no other run has, or had */
    Lease hold(String owner) {
        owners.add(owner);
        return new Lease(this, owner);
    }

    private void end(String owner) {
        owners.remove(owner);
        store.release(owner);
    }

    private Instant until() {
        return clock.instant().plus(heartbeat.multipliedBy(MISSED_HEARTBEATS));
    }

    private void renew() {
        List<String> held = List.copyOf(owners);
        try {
            if (!held.isEmpty()) {
                store.renew(held, until());
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not tell that segments are being computed", e);
        }
    }

    @Override
    public void start() {
        store.releaseAll();
        var _ = beat.scheduleWithFixedDelay(
                this::renew, heartbeat.toMillis(), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        beat.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the jobs that need it, and until after them. */
    @Override
    public int getPhase() {
        return 0;
    }
}
