package io.muster.server.facade.artsy;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.server.http.PageRequest;
import io.muster.server.http.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which page of a list is asked for: {@code size}, and {@code cursor} or {@code offset}.
 *
 * @param asked all parameters of the request
 */
record PageQuery(PageRequest page, int offset, Map<String, List<String>> asked) {
    private static final int USUAL_SIZE = 10;
    private static final int MOST = 100;
    private static final String CURSOR = "cursor";
    private static final String OFFSET = "offset";
    private static final Set<String> PLACE = Set.of(CURSOR, OFFSET);

    /** @throws MusterException INVALID_REQUEST */
    static PageQuery of(Parameters sent) {
        if (sent.text(CURSOR).isPresent() && sent.text(OFFSET).isPresent()) {
            throw wrong(OFFSET, "offset: cannot be given together with cursor; give one of them.");
        }
        int size = number(sent, "size", USUAL_SIZE, 1, MOST);
        int offset = number(sent, OFFSET, 0, 0, Integer.MAX_VALUE - MOST);
        return new PageQuery(new PageRequest(size, sent.text(CURSOR).orElse(null)), offset, sent.values());
    }

    private static int number(Parameters sent, String name, int usual, int least, int most) {
        String text = sent.text(name).orElse(Integer.toString(usual));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outside(name, text, least, most);
        }
        throw outside(name, text, least, most);
    }

    private static MusterException outside(String name, String text, int least, int most) {
        return wrong(
                name, name + ": '" + text + "' cannot be; give a whole number from " + least + " to " + most + ".");
    }

    private static MusterException wrong(String name, String detail) {
        return new MusterException(
                ErrorCode.INVALID_REQUEST,
                detail,
                List.of(new FieldError("/" + name, ErrorCode.INVALID_REQUEST, detail)));
    }

    /** The query that was asked with. */
    String self() {
        return query(asked);
    }

    /** The query that was asked with, and one parameter more. */
    String with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(asked);
        more.put(name, List.of(value));
        return query(more);
    }

    /** The query that asks for the page at a cursor, with all other parameters as they were. */
    String at(String cursor) {
        Map<String, List<String>> next = new LinkedHashMap<>();
        next.put(CURSOR, List.of(cursor));
        asked.forEach((name, values) -> {
            if (!PLACE.contains(name)) {
                next.put(name, values);
            }
        });
        return query(next);
    }

    private static String query(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .flatMap(each -> each.getValue().stream()
                        .map(value -> ArtsyPaths.encoded(each.getKey()) + "=" + ArtsyPaths.encoded(value)))
                .collect(Collectors.joining("&", "?", ""));
    }
}
