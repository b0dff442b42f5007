package io.muster.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Spelling of request paths and queries. */
final class Paths {
    private Paths() {}

    /** The text as one segment of a path. */
    static String segment(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("An id or key is empty; give the id or key of the thing meant.");
        }
        // A segment of only dots means "here" or "up" even when it is sent as it is.
        return text.equals(".") || text.equals("..") ? text.replace(".", "%2E") : encode(text);
    }

    /** The parameters as a query with its question mark, or nothing if there are none. */
    static String query(List<Map.Entry<String, String>> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.stream()
                        .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
