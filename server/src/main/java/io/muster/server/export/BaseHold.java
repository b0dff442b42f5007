package io.muster.server.export;

/** Keeps the rows of exports that have expired, for as long as later ones are to be compared with them; a bean. */
@FunctionalInterface
public interface BaseHold {

    /** Whether the export's rows are still needed. They are deleted all the same where a caller asks for it. */
    boolean needsRows(Export export);
}
