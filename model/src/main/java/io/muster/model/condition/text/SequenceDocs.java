package io.muster.model.condition.text;

import static io.muster.model.condition.text.Doc.row;
import static io.muster.model.condition.text.Doc.word;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Durations;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Gap;
import io.muster.model.condition.Span;
import io.muster.model.condition.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sequences of events as text. */
final class SequenceDocs {

    private SequenceDocs() {}

    static Doc sequence(Condition.Sequence sequence) {
        List<Doc> parts = new ArrayList<>();
        for (Step step : sequence.steps()) {
            for (EventPattern forbidden : step.without()) {
                parts.add(EventDocs.events("then not ", forbidden, null));
            }
            Doc event = EventDocs.events(parts.isEmpty() ? "did " : "then ", step.event(), null);
            parts.add(row(event, word(gap(step.after()))));
        }
        Doc last = parts.removeLast();
        parts.add(row(last, word(sequence.span() == null && sequence.within() == null ? "" : ",")));
        if (sequence.span() != null) {
            parts.add(word("within " + duration(sequence.span()) + (sequence.within() == null ? "" : ",")));
        }
        if (sequence.within() != null) {
            parts.add(word(Words.window(sequence.within())));
        }
        return new Doc.Group(new Doc.Nest(Doc.joined(parts, Doc.SPACE)));
    }

    private static String gap(@Nullable Gap gap) {
        if (gap == null) {
            return "";
        }
        if (gap.min() == null) {
            return " after at most " + duration(gap.max());
        }
        return gap.max() == null
                ? " after at least " + duration(gap.min())
                : " after between " + duration(gap.min()) + " and " + duration(gap.max());
    }

    private static String duration(@Nullable Duration duration) {
        return duration == null ? "" : Words.span(Span.parse(Durations.text(duration)));
    }
}
