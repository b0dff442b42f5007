package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request was sent with, from its query string and its body alike; a controller's argument.
 *
 * @param values by name, in the order given
 */
public record Parameters(Map<String, List<String>> values) {
    /** What forms put behind the name of a list; elements of JSON lists are kept under such a name too. */
    static final String ELEMENT = "[]";

    public Parameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Whether it was sent, be it as an empty text or list. */
    public boolean has(String name) {
        return values.containsKey(name) || values.containsKey(name + ELEMENT);
    }

    /** The first value that is not empty. */
    public Optional<String> text(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** All values, without those that are empty or come again: texts separated by commas, elements of lists as they are. */
    public List<String> list(String name) {
        Stream<String> texts = values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip);
        Stream<String> elements = values.getOrDefault(name + ELEMENT, List.of()).stream();
        return Stream.concat(texts, elements)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * The value of a parameter that has to be one of two.
     *
     * @throws MusterException INVALID_REQUEST
     */
    public boolean is(String name, String wanted, String other) {
        String found = text(name).orElse(other);
        if (!found.equals(wanted) && !found.equals(other)) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    name + ": '" + found + "' cannot be; give " + wanted + " or " + other + ".");
        }
        return found.equals(wanted);
    }
}
