package io.muster.model.condition.text;

import static io.muster.model.ErrorCode.INVALID_WINDOW;

import io.muster.model.condition.Span;
import io.muster.model.condition.text.grammar.SegmentTextParser;
import io.muster.model.condition.text.grammar.SegmentTextParser.AheadContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.BeforeContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.CalendarContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.CurrentUnitContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.ExtentContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.FromToContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.PointContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.RollingContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.SinceContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.SpanContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.UnitContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.WindowContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns windows and lengths of time into their JSON notation. */
final class WindowBuilder {

    private static final int MILLIS = 3;
    private static final int LONGEST_NUMBER = 20;

    /** Stands for a length that is wrong, so that nothing else is. */
    private static final String ANY_LENGTH = "PT1H";

    private final Nodes nodes;

    WindowBuilder(Nodes nodes) {
        this.nodes = nodes;
    }

    /** The window as the test of a date; a start and an end in two tests are one window. */
    void addTest(WindowContext window, ObjectNode object, String twice) {
        Token start = window.getStart();
        if (window.ZONE() == null && window.extent() instanceof SinceContext since) {
            nodes.set(object, "after", point(since.point()), start, twice);
        } else if (window.ZONE() == null && window.extent() instanceof BeforeContext before) {
            nodes.set(object, "before", point(before.point()), start, twice);
        } else {
            nodes.set(object, "within", window(window), start, twice);
        }
    }

    ObjectNode window(WindowContext window) {
        ObjectNode object = nodes.object(window);
        add(window.extent(), object);
        if (window.ZONE() != null) {
            object.set("zone", nodes.text(window.text().getStart()));
        }
        return object;
    }

    private void add(ExtentContext extent, ObjectNode object) {
        switch (extent) {
            case RollingContext last -> object.set("last", span(last.span()));
            case AheadContext next -> object.set("next", span(next.span()));
            case CalendarContext calendar -> {
                object.set(
                        "last",
                        calendar.NUMBER() == null
                                ? nodes.one()
                                : nodes.number(calendar.NUMBER().getSymbol()));
                calendar(object, calendar.unit(), calendar.CURRENT() != null);
            }
            case CurrentUnitContext current -> {
                object.put("last", 0);
                calendar(object, current.unit(), true);
            }
            case SinceContext since -> object.set("after", point(since.point()));
            case BeforeContext before -> object.set("before", point(before.point()));
            case FromToContext range -> {
                object.set("from", point(range.point(0)));
                object.set("to", point(range.point(1)));
            }
            default -> throw Clauses.unread(extent);
        }
    }

    private void calendar(ObjectNode object, UnitContext unit, boolean includingCurrent) {
        object.set("unit", nodes.word(unit.getStart()));
        object.put("calendar", true);
        if (includingCurrent) {
            object.put("including_current", true);
        }
    }

    private JsonNode point(PointContext point) {
        return nodes.verbatim(point.getStart());
    }

    /** The length as ISO 8601. */
    JsonNode span(SpanContext span) {
        try {
            return nodes.text(span.getStart(), length(span).toString());
        } catch (ArithmeticException e) {
            nodes.refuse(
                    span.getStart(),
                    INVALID_WINDOW,
                    "a length of time has whole numbers of units, and of seconds"
                            + " at most three decimals; it is at most " + Span.MAX_YEARS + " years");
        } catch (IllegalArgumentException e) {
            nodes.refuse(span.getStart(), INVALID_WINDOW, "this length of time " + e.getMessage());
        }
        return nodes.text(span.getStart(), ANY_LENGTH);
    }

    private static Span length(SpanContext span) {
        long months = 0;
        long days = 0;
        Duration time = Duration.ZERO;
        // Each call of these walks the whole span.
        List<TerminalNode> numbers = span.NUMBER();
        List<UnitContext> units = span.unit();
        for (int i = 0; i < numbers.size(); i++) {
            BigDecimal number = number(numbers.get(i).getText());
            switch (units.get(i).getStart().getType()) {
                case SegmentTextParser.YEARS -> months += whole(number) * 12L;
                case SegmentTextParser.QUARTERS -> months += whole(number) * 3L;
                case SegmentTextParser.MONTHS -> months += whole(number);
                case SegmentTextParser.WEEKS -> days += whole(number) * 7L;
                case SegmentTextParser.DAYS -> days += whole(number);
                case SegmentTextParser.HOURS -> time = time.plusHours(whole(number));
                case SegmentTextParser.MINUTES -> time = time.plusMinutes(whole(number));
                default -> time = time.plusMillis(number.movePointRight(MILLIS).longValueExact());
            }
        }
        return new Span(Math.toIntExact(months), Math.toIntExact(days), time);
    }

    /** A number of bounded size; what is larger is not a length of time either. */
    private static BigDecimal number(String text) {
        if (text.length() > LONGEST_NUMBER || text.toLowerCase(Locale.ROOT).contains("e")) {
            throw new ArithmeticException("not a plain number");
        }
        return new BigDecimal(text);
    }

    private static int whole(BigDecimal number) {
        return number.intValueExact();
    }
}
