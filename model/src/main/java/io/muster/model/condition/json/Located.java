package io.muster.model.condition.json;

import io.muster.model.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A JSON value and where it is. */
record Located(Pointer at, JsonNode node) {

    private static final int LONGEST_QUOTE = 60;

    Located child(String name) {
        return new Located(at.child(name), node.path(name));
    }

    Optional<Located> find(String name) {
        return node.has(name) ? Optional.of(child(name)) : Optional.empty();
    }

    /** A list's elements. */
    List<Located> elements() {
        List<Located> elements = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            elements.add(new Located(at.child(elements.size()), element));
        }
        return elements;
    }

    /** What is there, for people. */
    String found() {
        return switch (node.getNodeType()) {
            case STRING -> "the text " + quote(node.stringValue());
            case NUMBER -> "the number " + shorten(node.toString());
            case BOOLEAN, NULL -> node.toString();
            case ARRAY -> node.isEmpty() ? "an empty list" : "a list";
            case OBJECT -> node.isEmpty() ? "an empty object" : "an object";
            case MISSING -> "nothing";
            case BINARY, POJO -> "something that is not JSON";
        };
    }

    static String quote(String text) {
        return '"' + shorten(text) + '"';
    }

    private static String shorten(String text) {
        String start = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return start.replaceAll("\\p{Cntrl}", "�");
    }
}
