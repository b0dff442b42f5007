package io.muster.server.job;

/** Jobs with workers and a queue of their own, which nothing that waits elsewhere keeps busy. */
public enum Lane {
    /** What this server does by itself. */
    WORK("scheduled_tasks"),
    /** What waits for servers of others, who may never answer. */
    DELIVERY("scheduled_deliveries");

    private final String table;

    Lane(String table) {
        this.table = table;
    }

    /** Where db-scheduler keeps who runs what, and when. */
    String table() {
        return table;
    }
}
