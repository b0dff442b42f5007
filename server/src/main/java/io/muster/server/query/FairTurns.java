package io.muster.server.query;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Turns that tenants share. Who waits is served by tenant, the one with the fewest turns first and in order
 * within it. A tenant alone has three quarters of them, so that another's first question never waits for the
 * end of a flood; and while others ask too, no more than its share of the cores, so that theirs are computed
 * about as fast as without it. Thread-safe.
 */
final class FairTurns {
    private static final long ACTIVE_NANOS = Duration.ofSeconds(5).toNanos();

    private final int all;
    private final int cores;
    private final LongSupplier nanos;
    private final Map<String, Tenant> tenants = new LinkedHashMap<>();
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
    boolean acquire(String tenant, Duration timeout) throws InterruptedException {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            tenants.computeIfAbsent(tenant, name -> new Tenant()).waiting.add(turn);
            serve();
        }
        try {
            return turn.await(timeout.toMillis(), TimeUnit.MILLISECONDS) || !withdraw(tenant, turn);
        } catch (InterruptedException e) {
            if (!withdraw(tenant, turn)) {
                release(tenant);
            }
            throw e;
        }
    }

    synchronized void release(String tenant) {
        Tenant whose = tenants.get(tenant);
        if (whose == null || whose.taken == 0) {
            throw new IllegalStateException(tenant + " has no turn");
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
    private synchronized boolean withdraw(String tenant, CountDownLatch turn) {
        Tenant whose = tenants.get(tenant);
        if (whose == null || !whose.waiting.remove(turn)) {
            return false;
        }
        whose.lastSeen = nanos.getAsLong();
        return true;
    }

    private void serve() {
        long now = nanos.getAsLong();
        tenants.values().removeIf(tenant -> tenant.isIdle() && now - tenant.lastSeen > ACTIVE_NANOS);
        int most = Math.max(1, tenants.size() > 1 ? cores / tenants.size() : all * 3 / 4);
        while (taken < all) {
            Map.Entry<String, Tenant> next = null;
            for (Map.Entry<String, Tenant> each : tenants.entrySet()) {
                Tenant tenant = each.getValue();
                boolean may = !tenant.waiting.isEmpty() && tenant.taken < most;
                if (may && (next == null || tenant.taken < next.getValue().taken)) {
                    next = each;
                }
            }
            if (next == null) {
                return;
            }
            serve(next.getKey(), next.getValue());
        }
    }

    /** Of tenants with as many turns, the one that was served last comes last. */
    private void serve(String name, Tenant tenant) {
        tenant.taken++;
        taken++;
        tenants.remove(name);
        tenants.put(name, tenant);
        tenant.waiting.remove().countDown();
    }
}
