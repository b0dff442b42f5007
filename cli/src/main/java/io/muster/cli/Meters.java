package io.muster.cli;

/** Makes the meters of a command: bars for somebody who looks on, lines now and then for a log, or none. */
public interface Meters {
    /** One for a transfer of so many bytes, or of {@link io.muster.client.Progress#UNKNOWN}. */
    Meter bytes(String label, long total);

    /** One for work on rows whose number shows itself later. */
    Meter rows(String label);

    static Meters in(Terminal terminal) {
        return terminal.interactive() ? new BarMeters(terminal) : new LineMeters(terminal.err(), System::nanoTime);
    }

    static Meters silent() {
        return new SilentMeters();
    }
}
