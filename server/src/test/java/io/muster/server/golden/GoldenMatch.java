package io.muster.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds an answer's body to the one that is expected: JSON member by member, nothing more and nothing less. */
final class GoldenMatch {
    private final GoldenNames names;
    private final List<String> learns;
    private final String what;

    GoldenMatch(GoldenNames names, List<String> learns, String what) {
        this.names = names;
        this.learns = learns;
        this.what = what;
    }

    /** A text that is expected is the whole body; anything else is JSON; nothing expected, nothing is looked at. */
    void body(JsonNode expected, Answer answer) {
        if (expected.isMissingNode()) {
            return;
        }
        if (expected.isString()) {
            assertThat(answer.text())
                    .as(what)
                    .matches(text -> names.matches(expected.asString(), text, learns), "is " + expected.asString());
        } else {
            same(expected, answer.json(), "");
        }
    }

    private void same(JsonNode expected, JsonNode found, String at) {
        String where = what + " at " + (at.isEmpty() ? "/" : at);
        if (expected.isObject()) {
            assertThat(found.propertyNames()).as(where).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
            expected.propertyNames().forEach(name -> same(expected.required(name), found.required(name), at + "/" + name));
        } else if (expected.isArray()) {
            assertThat(found.size()).as("%s: %s", where, found).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                same(expected.required(i), found.required(i), at + "/" + i);
            }
        } else if (expected.isString()) {
            text(expected.asString(), found, where);
        } else {
            assertThat(found).as(where).isEqualTo(expected);
        }
    }

    private void text(String expected, JsonNode found, String where) {
        if (expected.equals("{{*}}")) {
            return;
        }
        boolean number = expected.equals("{{number}}") && found.isNumber();
        assertThat(found.isString() || number).as("%s: %s is text", where, found).isTrue();
        assertThat(found.asString()).as(where).matches(value -> names.matches(expected, value, learns), "is " + expected);
    }
}
