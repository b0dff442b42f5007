package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;
import static io.muster.model.ErrorCode.INVALID_WINDOW;

import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Gap;
import io.muster.model.condition.Step;
import io.muster.model.condition.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads sequences of events. */
final class SequenceReader {

    static final List<String> FIELDS = List.of("sequence", "span", "within");

    private static final List<String> STEP = List.of("event", "where", "after");
    private static final List<String> FORBIDDEN = List.of("event", "where");
    private static final List<String> GAP = List.of("min", "max");

    private final Problems problems;
    private final KindReader kinds;
    private final EventPatternReader patterns;
    private final DurationReader durations;
    private final WindowReader windows;

    SequenceReader(Problems problems, KindReader kinds) {
        this.problems = problems;
        this.kinds = kinds;
        this.patterns = new EventPatternReader(problems, kinds);
        this.durations = new DurationReader(problems);
        this.windows = new WindowReader(problems);
    }

    /** The condition; empty where something is wrong that leaves none. */
    Optional<Condition> read(Located condition, int level) {
        kinds.refuseOthers(condition, FIELDS);
        Optional<List<Step>> steps = steps(condition.child("sequence"), level);
        Optional<Duration> span = condition.find("span").flatMap(durations::read);
        Optional<Located> within = condition.find("within");
        if (within.filter(length -> length.node().isString()).isPresent()) {
            if (condition.node().has("span")) {
                problems.add(
                        condition.at().child("span"),
                        INVALID_WINDOW,
                        "within is a duration here, which is the span already; let within be a window, or leave one out");
            }
            span = within.flatMap(durations::read);
            within = Optional.empty();
        }
        @Nullable Window window = within.flatMap(windows::read).orElse(null);
        @Nullable Duration longest = span.orElse(null);
        return steps.map(list -> new Condition.Sequence(list, longest, window));
    }

    private Optional<List<Step>> steps(Located sequence, int level) {
        if (!sequence.node().isArray()) {
            return problems.wrongType(sequence, "a list of steps, such as [{\"event\": \"A\"}, {\"event\": \"B\"}]");
        }
        List<Located> parts = sequence.elements();
        if (parts.size() < 2 || parts.size() > Condition.Sequence.MAX_STEPS) {
            String detail = "the sequence has " + parts.size() + (parts.size() == 1 ? " step" : " steps")
                    + "; it needs from 2 to " + Condition.Sequence.MAX_STEPS;
            return problems.refuse(sequence, INVALID_DEFINITION, detail);
        }
        List<Step> steps = new ArrayList<>();
        List<EventPattern> without = new ArrayList<>();
        boolean sound = true;
        for (int i = 0; i < parts.size(); i++) {
            Located part = parts.get(i);
            if (part.node().has("not")) {
                sound &= forbidden(part, level, i > 0 && i < parts.size() - 1)
                        .map(without::add)
                        .isPresent();
            } else {
                sound &= step(part, level, i == 0, without).map(steps::add).isPresent();
                without.clear();
            }
        }
        return sound ? Optional.of(steps) : Optional.empty();
    }

    private Optional<EventPattern> forbidden(Located part, int level, boolean inside) {
        kinds.refuseOthers(part, List.of("not"));
        if (!inside) {
            return problems.refuse(
                    part, INVALID_DEFINITION, "not stands between two steps, and says what must not happen there");
        }
        return patterns.read(part.child("not"), FORBIDDEN, level);
    }

    private Optional<Step> step(Located part, int level, boolean first, List<EventPattern> without) {
        if (first && part.node().has("after")) {
            return problems.refuse(
                    part.child("after"), INVALID_DEFINITION, "nothing is before the first step that it could be after");
        }
        Optional<EventPattern> event = patterns.read(part, STEP, level);
        Optional<Located> after = part.find("after");
        Optional<Gap> gap = after.flatMap(this::gap);
        return after.isPresent() && gap.isEmpty()
                ? Optional.empty()
                : event.map(pattern -> new Step(pattern, gap.orElse(null), without));
    }

    private Optional<Gap> gap(Located after) {
        if (!after.node().isObject()) {
            return problems.wrongType(after, "an object, such as {\"max\": \"PT1H\"}");
        }
        kinds.refuseOthers(after, GAP);
        Optional<Duration> min = after.find("min").flatMap(durations::read);
        Optional<Duration> max = after.find("max").flatMap(durations::read);
        if (GAP.stream().noneMatch(after.node()::has)) {
            return problems.refuse(
                    after, INVALID_DEFINITION, "after needs min, max or both, such as {\"max\": \"PT1H\"}");
        }
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            return problems.refuse(after, INVALID_WINDOW, "min must not be longer than max");
        }
        return min.isEmpty() && max.isEmpty()
                ? Optional.empty()
                : Optional.of(new Gap(min.orElse(null), max.orElse(null)));
    }
}
