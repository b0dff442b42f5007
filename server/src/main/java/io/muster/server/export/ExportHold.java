package io.muster.server.export;

/** Keeps the files of exports whose time is over for as long as somebody still works on them; a bean. */
@FunctionalInterface
public interface ExportHold {

    /** Whether the export's files are still needed. They are deleted all the same where a caller asks for it. */
    boolean holds(Export export);
}
