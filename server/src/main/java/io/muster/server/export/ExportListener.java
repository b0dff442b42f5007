package io.muster.server.export;

/**
 * Is told of every export that comes to its end; a bean. Called inside the transaction of the catalogue that ends it, so
 * what a listener writes or queues there happens if and only if the export ends, and an exception keeps it from ending.
 */
@FunctionalInterface
public interface ExportListener {

    /**
     * Hears of an export that has become {@code SUCCEEDED}, {@code FAILED}, {@code CANCELLED} or {@code EXPIRED}, in this
     * order: an export that expires succeeded before.
     *
     * @param export as it is now
     */
    void ended(Export export);
}
