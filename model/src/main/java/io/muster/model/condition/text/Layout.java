package io.muster.model.condition.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Breaks a {@link Doc} into lines of at most a certain width, where its breaks allow it; in time that grows
 * with its size only.
 */
final class Layout {

    static final int WIDTH = 100;

    private static final int INDENT = 2;

    /** What is left to write, in a mode: indented so far, and broken at its breaks or not. */
    private record Part(Doc doc, int indent, boolean broken) {}

    private final StringBuilder text = new StringBuilder();
    private final Deque<Part> left = new ArrayDeque<>();
    private int column;

    private Layout() {}

    static String text(Doc doc) {
        Layout layout = new Layout();
        layout.left.push(new Part(new Doc.Group(doc), 0, false));
        while (!layout.left.isEmpty()) {
            layout.write(layout.left.pop());
        }
        return layout.text.toString();
    }

    private void write(Part part) {
        switch (part.doc) {
            case Doc.Word word -> append(word.text());
            case Doc.Row row -> pushAll(left, row, part);
            case Doc.Break(String otherwise) -> {
                if (part.broken) {
                    text.append('\n').repeat(" ", part.indent);
                    column = part.indent;
                } else {
                    append(otherwise);
                }
            }
            case Doc.IfBroken ifBroken -> append(part.broken ? ifBroken.text() : "");
            case Doc.Nest nest -> left.push(new Part(nest.doc(), part.indent + INDENT, part.broken));
            case Doc.Group group -> {
                Part whole = new Part(group.doc(), part.indent, false);
                left.push(fits(whole) ? whole : new Part(group.doc(), part.indent, true));
            }
        }
    }

    private void append(String word) {
        text.append(word);
        column += word.length();
    }

    private static void pushAll(Deque<Part> parts, Doc.Row row, Part mode) {
        for (Doc doc : row.parts().reversed()) {
            parts.push(new Part(doc, mode.indent, mode.broken));
        }
    }

    /** Whether the part, and what follows it up to the next break, fits in what is left of the line. */
    private boolean fits(Part part) {
        int room = WIDTH - column;
        Deque<Part> ahead = new ArrayDeque<>(List.of(part));
        Iterator<Part> after = left.iterator();
        while (room >= 0) {
            if (ahead.isEmpty() && !after.hasNext()) {
                return true;
            }
            Part next = ahead.isEmpty() ? after.next() : ahead.pop();
            switch (next.doc) {
                case Doc.Word word -> room -= word.text().length();
                case Doc.Row row -> pushAll(ahead, row, next);
                case Doc.Break(String otherwise) -> {
                    if (next.broken) {
                        return true;
                    }
                    room -= otherwise.length();
                }
                case Doc.IfBroken ifBroken ->
                    room -= next.broken ? ifBroken.text().length() : 0;
                case Doc.Nest nest -> ahead.push(new Part(nest.doc(), next.indent, next.broken));
                case Doc.Group group -> ahead.push(new Part(group.doc(), next.indent, next.broken));
            }
        }
        return false;
    }
}
