package io.muster.server.facade.artisan;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request was sent with, from its query string and its body alike; a controller's argument.
 *
 * @param values by name, in the order given
 */
record Parameters(Map<String, List<String>> values) {

    Parameters {
        values = Map.copyOf(values);
    }

    /** The first value that is not empty. */
    Optional<String> text(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** All values, each a list separated by commas, without those that are empty or come again. */
    List<String> list(String name) {
        return Stream.of(name, name + "[]")
                .flatMap(it -> values.getOrDefault(it, List.of()).stream())
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * The value of a parameter that has to be one of two.
     *
     * @throws MusterException INVALID_REQUEST
     */
    boolean is(String name, String wanted, String other) {
        String found = text(name).orElse(other);
        if (!found.equals(wanted) && !found.equals(other)) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    name + ": '" + found + "' cannot be; give " + wanted + " or " + other + ".");
        }
        return found.equals(wanted);
    }
}
