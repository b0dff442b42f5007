package io.muster.server.query;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns that tenants share. Who waits is served by tenant, the one with the fewest turns first and in order within it;
 * and no tenant has all of them, so that another's first question never waits for the end of a flood. Thread-safe.
 */
final class FairTurns {
    private final int all;
    private final int most;
    private final Map<String, Tenant> tenants = new LinkedHashMap<>();
    private int taken;

    /** @param all turns at once; a tenant has three quarters of them at most */
    FairTurns(int all) {
        this.all = all;
        this.most = Math.max(1, all * 3 / 4);
    }

    private static final class Tenant {
        private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
        private int taken;
    }

    /** Takes a turn, waiting for it that long; false where it did not come. Whoever has one calls {@link #release}. */
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
        forgetIdle(tenant, whose);
        serve();
    }

    /** How many wait. */
    synchronized int waiting() {
        return tenants.values().stream().mapToInt(tenant -> tenant.waiting.size()).sum();
    }

    /** False where the turn came after all. */
    private synchronized boolean withdraw(String tenant, CountDownLatch turn) {
        Tenant whose = tenants.get(tenant);
        if (whose == null || !whose.waiting.remove(turn)) {
            return false;
        }
        forgetIdle(tenant, whose);
        return true;
    }

    private void forgetIdle(String name, Tenant tenant) {
        if (tenant.taken == 0 && tenant.waiting.isEmpty()) {
            tenants.remove(name);
        }
    }

    private void serve() {
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
