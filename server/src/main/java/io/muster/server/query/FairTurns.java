package io.muster.server.query;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Turns that organizations share, and within each its projects. Who waits is served by organization, the one with the
 * fewest turns first; then by project, in the same way; then in order. An asker alone has three quarters of them, so that
 * another's first question never waits for the end of a flood; and while others ask too, no more than its share of the
 * cores, so that theirs are computed about as fast as without it. Thread-safe.
 */
final class FairTurns {
    private static final long ACTIVE_NANOS = Duration.ofSeconds(5).toNanos();

    private final int all;
    private final int cores;
    private final LongSupplier nanos;
    private final Map<Asker, Tenant> tenants = new LinkedHashMap<>();
    private int taken;

    /**
     * @param all turns at once
     * @param cores what they are computed with
     * @param nanos a clock that never goes back
     */
    FairTurns(int all, int cores, LongSupplier nanos) {
        this.all = all;
        this.cores = cores;
        this.nanos = nanos;
    }

    private static final class Tenant {
        private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
        private int taken;
        private long lastSeen;

        boolean isIdle() {
            return taken == 0 && waiting.isEmpty();
        }
    }

    /**
     * Takes a turn, waiting for it that long; false where it did not come. Whoever has one calls {@link
     * #release}.
     */
    boolean acquire(Asker asker, Duration timeout) throws InterruptedException {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            tenants.computeIfAbsent(asker, it -> new Tenant()).waiting.add(turn);
            serve();
        }
        try {
            return turn.await(timeout.toMillis(), TimeUnit.MILLISECONDS) || !withdraw(asker, turn);
        } catch (InterruptedException e) {
            if (!withdraw(asker, turn)) {
                release(asker);
            }
            throw e;
        }
    }

    synchronized void release(Asker asker) {
        Tenant whose = tenants.get(asker);
        if (whose == null || whose.taken == 0) {
            throw new IllegalStateException(asker + " has no turn");
        }
        whose.taken--;
        taken--;
        whose.lastSeen = nanos.getAsLong();
        serve();
    }

    /** How many wait. */
    synchronized int waiting() {
        return tenants.values().stream()
                .mapToInt(tenant -> tenant.waiting.size())
                .sum();
    }

    /** False where the turn came after all. */
    private synchronized boolean withdraw(Asker asker, CountDownLatch turn) {
        Tenant whose = tenants.get(asker);
        if (whose == null || !whose.waiting.remove(turn)) {
            return false;
        }
        whose.lastSeen = nanos.getAsLong();
        return true;
    }

    private void serve() {
        long now = nanos.getAsLong();
        tenants.values().removeIf(tenant -> tenant.isIdle() && now - tenant.lastSeen > ACTIVE_NANOS);
        Map<String, Integer> projects = tenants.keySet().stream()
                .collect(Collectors.groupingBy(Asker::organization, Collectors.summingInt(it -> 1)));
        Optional<Map.Entry<Asker, Tenant>> next = next(projects);
        while (next.isPresent()) {
            serve(next.get().getKey(), next.get().getValue());
            next = next(projects);
        }
    }

    /** @param projects how many of each organization ask */
    private Optional<Map.Entry<Asker, Tenant>> next(Map<String, Integer> projects) {
        if (taken == all) {
            return Optional.empty();
        }
        Map<String, Integer> busy = tenants.entrySet().stream()
                .collect(Collectors.groupingBy(
                        it -> it.getKey().organization(), Collectors.summingInt(it -> it.getValue().taken)));
        int share = share(projects.size());
        return tenants.entrySet().stream()
                .filter(it -> !it.getValue().waiting.isEmpty())
                .filter(it -> busy.getOrDefault(it.getKey().organization(), 0) < share)
                .filter(it -> it.getValue().taken
                        < Math.max(1, share / projects.getOrDefault(it.getKey().organization(), 1)))
                .min(Comparator.<Map.Entry<Asker, Tenant>>comparingInt(
                                it -> busy.getOrDefault(it.getKey().organization(), 0))
                        .thenComparingInt(it -> it.getValue().taken));
    }

    /** The most that one organization may have. */
    private int share(int organizations) {
        return Math.max(1, tenants.size() > 1 ? cores / organizations : all * 3 / 4);
    }

    /** Of tenants with as many turns, the one that was served last comes last. */
    private void serve(Asker asker, Tenant tenant) {
        tenant.taken++;
        taken++;
        tenants.remove(asker);
        tenants.put(asker, tenant);
        tenant.waiting.remove().countDown();
    }
}
