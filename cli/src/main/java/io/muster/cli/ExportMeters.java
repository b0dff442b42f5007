package io.muster.cli;

/** Shows how a file comes about: its rows while it is made, and from then on its bytes. */
final class ExportMeters implements AutoCloseable {
    private final Meters meters;
    private Meter meter;
    private boolean made;

    ExportMeters(Meters meters) {
        this.meters = meters;
        this.meter = meters.rows("making the file");
    }

    synchronized void making(long rows, long total) {
        meter.advanced(rows, total);
    }

    synchronized void downloading(long bytes, long total) {
        if (!made) {
            meter.close();
            meter = meters.bytes("downloading", total);
            made = true;
        }
        meter.advanced(bytes, total);
    }

    @Override
    public synchronized void close() {
        meter.close();
    }
}
