package io.muster.model.condition.text;

import java.util.ArrayList;
import java.util.List;

/** A text that knows where it can be broken into lines, and is where it is too long. */
sealed interface Doc {

    /** Without a break inside. */
    record Word(String text) implements Doc {}

    /** One after the other. */
    record Row(List<Doc> parts) implements Doc {
        public Row {
            parts = List.copyOf(parts);
        }
    }

    /** A break where the group around it is broken, and that text where it is not. */
    record Break(String otherwise) implements Doc {}

    /** A text only where the group around it is broken. */
    record IfBroken(String text) implements Doc {}

    /** Indented after breaks. */
    record Nest(Doc doc) implements Doc {}

    /** Broken at all of its own breaks, or where it fits in the line at none. */
    record Group(Doc doc) implements Doc {}

    /** A break, or a space. */
    Doc SPACE = new Break(" ");

    /** A break, or nothing. */
    Doc EDGE = new Break("");

    static Doc word(String text) {
        return new Word(text);
    }

    static Doc row(Doc... parts) {
        return new Row(List.of(parts));
    }

    /** The parts with that between each two of them. */
    static Doc joined(List<Doc> parts, Doc between) {
        List<Doc> all = new ArrayList<>();
        for (Doc part : parts) {
            if (!all.isEmpty()) {
                all.add(between);
            }
            all.add(part);
        }
        return new Row(all);
    }

    /** Between parentheses, on lines of its own where it is too long for one. */
    static Doc parenthesized(Doc inside) {
        return new Group(row(word("("), new Nest(row(EDGE, inside)), EDGE, word(")")));
    }

    /** Values between parentheses, as many in each line as fit. */
    static Doc list(List<String> values) {
        List<Doc> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Doc value = word(i == values.size() - 1 ? values.get(i) : values.get(i) + ",");
            parts.add(i == 0 ? value : new Group(row(SPACE, value)));
        }
        return values.isEmpty() ? word("()") : parenthesized(new Row(parts));
    }
}
