package io.muster.model.condition.json;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.Pointer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects what is wrong with one definition, in either notation; only the first errors are kept, the rest
 * are counted.
 */
public final class Problems {

    public static final int MAX_ERRORS = 20;

    private final List<FieldError> errors = new ArrayList<>();
    private int count;

    public boolean isEmpty() {
        return count == 0;
    }

    void add(Pointer at, ErrorCode code, String detail) {
        if (isFull()) {
            count++;
        } else {
            add(new FieldError(at.toString(), code, detail));
        }
    }

    public void add(FieldError error) {
        count++;
        if (errors.size() < MAX_ERRORS) {
            errors.add(error);
        }
    }

    /** Whether what is added is only counted from now on. */
    public boolean isFull() {
        return errors.size() >= MAX_ERRORS;
    }

    /** Adds the error; always empty, for what could not be read. */
    <T> Optional<T> refuse(Located value, ErrorCode code, String detail) {
        add(value.at(), code, detail);
        return Optional.empty();
    }

    /** As the other one, for a detail that is costly to make: it is made only for errors that are kept. */
    <T> Optional<T> refuse(Located value, ErrorCode code, Supplier<String> detail) {
        return refuse(value, code, isFull() ? "" : detail.get());
    }

    <T> Optional<T> wrongType(Located value, String expected) {
        return refuse(value, ErrorCode.WRONG_TYPE, () -> "found " + value.found() + ", but this must be " + expected);
    }

    void unknown(Pointer object, String name, ErrorCode code, Collection<String> legal) {
        if (isFull()) {
            count++;
            return;
        }
        String kind = code == ErrorCode.UNKNOWN_OPERATOR ? "operator " : "field ";
        String guess = Suggestion.nearest(name, legal)
                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                .orElse("");
        String list = legal.isEmpty() ? "nothing else is allowed here" : "legal here: " + String.join(", ", legal);
        add(object.child(name), code, "unknown " + kind + Located.quote(name) + guess + " (" + list + ")");
    }

    /** Everything that was wrong, as one exception; of a collection that is not empty. */
    public MusterException toException() {
        FieldError first = errors.getFirst();
        boolean shared = errors.stream().allMatch(error -> error.code() == first.code());
        String where = first.pointer().isEmpty() ? "the definition" : first.pointer();
        String others = count == 1 ? "" : " (and " + (count - 1) + (count == 2 ? " more error)" : " more errors)");
        return new MusterException(
                shared ? first.code() : ErrorCode.INVALID_DEFINITION, where + ": " + first.detail() + others, errors);
    }
}
