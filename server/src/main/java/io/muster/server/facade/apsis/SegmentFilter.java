package io.muster.server.facade.apsis;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A logical expression over named segments, such as {@code (a | b) & !c}: {@code !} binds closest, then {@code &}, then
 * {@code |}. For one expression.
 */
final class SegmentFilter {
    private static final Pattern TOKEN = Pattern.compile("\\s*([A-Za-z0-9_.-]+|[!&|()])");
    private static final int DEEPEST = 50;

    private final String text;
    private final Map<String, JsonNode> conditions;
    private final Matcher tokens;
    private String token = "";
    private int depth;

    private SegmentFilter(String text, Map<String, JsonNode> conditions) {
        this.text = text;
        this.conditions = conditions;
        this.tokens = TOKEN.matcher(text);
    }

    /**
     * The condition that the expression means.
     *
     * @param conditions by name
     * @throws MusterException INVALID_REQUEST, saying where the expression makes no sense
     */
    static JsonNode parse(String text, Map<String, JsonNode> conditions) {
        SegmentFilter filter = new SegmentFilter(text, conditions);
        filter.advance();
        JsonNode condition = filter.any();
        if (!filter.token.isEmpty()) {
            throw filter.wrong("the end, & or |");
        }
        return condition;
    }

    private JsonNode any() {
        return joined("any", "|");
    }

    private JsonNode joined(String member, String operator) {
        JsonNode first = operator.equals("|") ? joined("all", "&") : not();
        if (!token.equals(operator)) {
            return first;
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        var parts = node.putArray(member).add(first);
        while (token.equals(operator)) {
            advance();
            parts.add(operator.equals("|") ? joined("all", "&") : not());
        }
        return node;
    }

    private JsonNode not() {
        if (++depth > DEEPEST) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "filter: it is nested more than " + DEEPEST + " levels deep.");
        }
        JsonNode condition = token.equals("!") ? negated() : operand();
        depth--;
        return condition;
    }

    private JsonNode negated() {
        advance();
        return JsonNodeFactory.instance.objectNode().set("not", not());
    }

    private JsonNode operand() {
        if (token.equals("(")) {
            advance();
            JsonNode inner = any();
            if (!token.equals(")")) {
                throw wrong(")");
            }
            advance();
            return inner;
        }
        JsonNode condition = conditions.get(token);
        if (condition == null) {
            throw wrong("! or ( or one of the names " + String.join(", ", conditions.keySet()));
        }
        advance();
        return condition;
    }

    private void advance() {
        int from = token.isEmpty() ? 0 : tokens.end();
        if (tokens.find(from) && tokens.start() == from) {
            token = tokens.group(1);
            return;
        }
        if (!text.substring(from).isBlank()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "filter: '" + text.substring(from).strip().charAt(0) + "' means nothing here.");
        }
        token = "";
    }

    private MusterException wrong(String right) {
        String found = token.isEmpty() ? "it ends" : "there is '" + token + "'";
        return new MusterException(
                ErrorCode.INVALID_REQUEST, "filter: " + found + " where " + right + " would be right.");
    }
}
