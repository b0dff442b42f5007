package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_WINDOW;

import io.muster.model.condition.Durations;
import java.time.Duration;
import java.util.Optional;

/** Reads exact lengths of time. */
final class DurationReader {

    private final Problems problems;
    private final Scalars scalars;

    DurationReader(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    Optional<Duration> read(Located value) {
        Optional<String> text = scalars.text(value, "a duration, such as \"PT1H\" or \"P7D\"");
        try {
            return text.map(Durations::parse);
        } catch (IllegalArgumentException e) {
            return problems.refuse(value, INVALID_WINDOW, "found " + value.found() + ": " + e.getMessage());
        }
    }
}
