package io.muster.model.condition.text;

import static io.muster.model.condition.text.Doc.row;
import static io.muster.model.condition.text.Doc.word;

import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conditions on events as text. */
final class EventDocs {

    private EventDocs() {}

    static Doc event(Condition.Event event) {
        EventPattern pattern = new EventPattern(event.name(), event.where());
        String name = Quotes.value(event.name());
        return switch (event.measure()) {
            case Measure.Count count
            when count.equals(Measure.Count.AT_LEAST_ONE) -> events("did ", pattern, event.within());
            case Measure.First first -> events("first did ", pattern, event.within());
            case Measure.Last last -> events("last did ", pattern, event.within());
            case Measure.Count(var tests) ->
                did(name, row(NumberDocs.counting(tests), word(NumberDocs.unit(tests, " time"))), event);
            case Measure.Days(var tests) ->
                did(name, row(word("on "), NumberDocs.counting(tests), word(NumberDocs.unit(tests, " day"))), event);
            case Measure.Aggregate(var function, var property, var tests) ->
                row(
                        events(function(function, property) + " of ", pattern, event.within()),
                        word(" "),
                        NumberDocs.comparing(tests));
        };
    }

    private static Doc did(String name, Doc measure, Condition.Event event) {
        List<Doc> parts = new ArrayList<>(List.of(word("did " + name + " "), measure));
        parts.addAll(PropertyDocs.where(event.where()));
        parts.addAll(window(event.within()));
        return new Doc.Row(parts);
    }

    /** The events of that name, where and when; {@code start} is what comes before the name. */
    static Doc events(String start, EventPattern pattern, @Nullable Window within) {
        List<Doc> parts = new ArrayList<>(List.of(word(start + Quotes.value(pattern.name()))));
        parts.addAll(PropertyDocs.where(pattern.where()));
        parts.addAll(window(within));
        return new Doc.Row(parts);
    }

    private static List<Doc> window(@Nullable Window window) {
        return window == null ? List.of() : List.of(word(" " + Words.window(window)));
    }

    static String function(Measure.Function function, String property) {
        return function.name().toLowerCase(Locale.ROOT) + "(" + Names.text(property) + ")";
    }
}
