package io.muster.cli.vendor;

/** A system whose files can be imported as it left them. */
public enum Vendor {
    /** An export, {@code {"artisanUserIds": [...]}}: profiles. */
    ARTISAN(false),
    /** Event batches, {@code {"events": [...]}}: events. */
    INDICATIVE(true),
    /** A CSV report whose first column is {@code export_key}: profiles. */
    APSIS(false);

    private final boolean events;

    Vendor(boolean events) {
        this.events = events;
    }

    /** Whether its files have events; else profiles. */
    public boolean hasEvents() {
        return events;
    }
}
