package io.muster.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Waits not at all, and remembers for how long. */
final class RecordedPauses implements Pause {
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @Override
    public void sleep(Duration duration) {
        pauses.add(duration);
    }

    List<Duration> all() {
        return List.copyOf(pauses);
    }
}
