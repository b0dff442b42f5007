package io.muster.model.condition.text;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;
import static io.muster.model.ErrorCode.WRONG_TYPE;

import io.muster.model.ErrorCode;
import io.muster.model.condition.text.grammar.SegmentTextParser;
import io.muster.model.condition.text.grammar.SegmentTextParser.ListContext;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes JSON of pieces of the text, and remembers where each comes from. */
final class Nodes {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_NUMBER_LENGTH = 1_000;

    private final SourceMap source;
    private final TextProblems problems;

    Nodes(SourceMap source, TextProblems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** An empty object that stands for that part of the text. */
    ObjectNode object(ParserRuleContext part) {
        return source.at(part.getStart(), JSON.objectNode());
    }

    /** The node inside as many {@code not}s. */
    ObjectNode negated(List<TerminalNode> nots, ObjectNode node) {
        ObjectNode negated = node;
        for (TerminalNode not : nots.reversed()) {
            ObjectNode outer = source.at(not.getSymbol(), JSON.objectNode());
            outer.set("not", negated);
            negated = outer;
        }
        return negated;
    }

    /**
     * Sets a field; that it is there already is an error, for which {@code remedy} says what would be right.
     */
    void set(ObjectNode object, String field, JsonNode value, Token at, String remedy) {
        if (object.has(field)) {
            refuse(at, INVALID_DEFINITION, remedy);
        }
        object.set(field, value);
    }

    void refuse(Token at, ErrorCode code, String detail) {
        problems.add(at, code, detail);
    }

    /** A name, or the text between quotes. */
    JsonNode text(Token token) {
        boolean quoted = token.getType() == SegmentTextParser.QUOTED;
        String text = quoted ? Quotes.content(token, problems) : token.getText();
        return source.at(token, JSON.stringNode(text));
    }

    /** A text that the token stands for. */
    JsonNode text(Token token, String text) {
        return source.at(token, JSON.stringNode(text));
    }

    /** A keyword as JSON names it, in the singular: {@code day} for {@code Days}. */
    JsonNode word(Token token) {
        String name = token.getText().toLowerCase(Locale.ROOT);
        return text(token, name.endsWith("s") ? name.substring(0, name.length() - 1) : name);
    }

    JsonNode one() {
        return JSON.numberNode(1);
    }

    /** Letters and digits as they stand, for dates and versions. */
    JsonNode verbatim(Token token) {
        return token.getType() == SegmentTextParser.QUOTED
                ? text(token)
                : source.at(token, JSON.stringNode(token.getText()));
    }

    JsonNode bool(boolean value) {
        return JSON.booleanNode(value);
    }

    /** An empty list that stands for that part of the text. */
    ArrayNode array(ParserRuleContext part) {
        return source.at(part.getStart(), JSON.arrayNode());
    }

    ArrayNode list(ListContext list) {
        ArrayNode array = source.at(list.getStart(), JSON.arrayNode(list.value().size()));
        list.value().forEach(value -> array.add(value(value.getStart())));
        return array;
    }

    ArrayNode numbers(List<TerminalNode> numbers, Token at) {
        ArrayNode array = source.at(at, JSON.arrayNode(numbers.size()));
        numbers.forEach(number -> array.add(number(number.getSymbol())));
        return array;
    }

    /** Any operand. */
    JsonNode value(Token token) {
        return switch (token.getType()) {
            case SegmentTextParser.NUMBER -> number(token);
            case SegmentTextParser.TRUE -> JSON.booleanNode(true);
            case SegmentTextParser.FALSE -> JSON.booleanNode(false);
            case SegmentTextParser.NULL -> JSON.nullNode();
            default -> verbatim(token);
        };
    }

    JsonNode number(Token token) {
        String text = token.getText();
        if (text.length() > MAX_NUMBER_LENGTH) {
            refuse(token, WRONG_TYPE, "a number of more than " + MAX_NUMBER_LENGTH + " digits; write a shorter one");
            return JSON.numberNode(0);
        }
        boolean whole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        try {
            return source.at(
                    token, whole ? JSON.numberNode(new BigInteger(text)) : JSON.numberNode(new BigDecimal(text)));
        } catch (NumberFormatException e) {
            // An exponent that does not even fit an int.
            refuse(token, WRONG_TYPE, "the number " + Found.shorten(text) + " is out of range");
            return JSON.numberNode(0);
        }
    }
}
