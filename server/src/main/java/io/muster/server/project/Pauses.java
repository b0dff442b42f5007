package io.muster.server.project;

import io.muster.model.ProjectId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long work on a project that failed rests before it is tried again; longer each time. Thread-safe. */
final class Pauses {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<ProjectId, Pause> pauses = new ConcurrentHashMap<>();
    private final Clock clock;

    Pauses(Clock clock) {
        this.clock = clock;
    }

    private record Pause(Duration length, Instant until) {}

    /** When the project's pause is over; long ago where there is none. */
    Instant until(ProjectId project) {
        Pause pause = pauses.get(project);
        return pause == null ? Instant.MIN : pause.until();
    }

    /** Begins a pause after a failure. */
    Duration after(ProjectId project) {
        Pause pause = pauses.compute(project, (id, before) -> {
            Duration length = before == null ? FIRST : before.length().multipliedBy(2);
            Duration bounded = length.compareTo(LONGEST) > 0 ? LONGEST : length;
            return new Pause(bounded, clock.instant().plus(bounded));
        });
        return pause.length();
    }

    void forget(ProjectId project) {
        pauses.remove(project);
    }
}
