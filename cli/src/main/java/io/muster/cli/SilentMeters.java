package io.muster.cli;

/** Shows nothing. */
final class SilentMeters implements Meters {
    private static final Meter NOTHING = new Meter() {
        @Override
        public void advanced(long done, long total) {}

        @Override
        public void close() {}
    };

    @Override
    public Meter bytes(String label, long total) {
        return NOTHING;
    }

    @Override
    public Meter rows(String label) {
        return NOTHING;
    }
}
