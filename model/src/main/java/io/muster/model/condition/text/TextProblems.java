package io.muster.model.condition.text;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.Pointer;
import io.muster.model.TextPlace;
import io.muster.model.condition.json.Problems;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.antlr.v4.runtime.Token;

/** What is wrong with one text, in its order; of each place one error is told, with its line and column. */
final class TextProblems {

    private final String pointer;
    private final Map<TextPlace, FieldError> errors =
            new TreeMap<>(Comparator.comparingInt(TextPlace::line).thenComparingInt(TextPlace::column));

    /** Problems of a text that is a value of some document, at that place. */
    TextProblems(Pointer at) {
        this.pointer = at.toString();
    }

    void add(Token at, ErrorCode code, String detail) {
        add(place(at), code, detail);
    }

    void add(TextPlace at, ErrorCode code, String detail) {
        errors.putIfAbsent(at, new FieldError(pointer, code, at + ": " + detail, at));
    }

    /** Whether there are as many as are ever told. */
    boolean isFull() {
        return errors.size() >= Problems.MAX_ERRORS;
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw toException();
        }
    }

    MusterException toException() {
        Problems problems = new Problems();
        errors.values().forEach(problems::add);
        return problems.toException();
    }

    static TextPlace place(Token token) {
        return new TextPlace(token.getLine(), token.getCharPositionInLine() + 1);
    }
}
