package io.muster.model.condition.text;

import static io.muster.model.ErrorCode.TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.Pointer;
import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionParser;
import io.muster.model.condition.text.grammar.SegmentTextLexer;
import io.muster.model.condition.text.grammar.SegmentTextParser;
import io.muster.model.condition.text.grammar.SegmentTextParser.DefinitionContext;
import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the segment language's text notation. Thread-safe.
 *
 * <p>What is wrong is told all at once, as {@link ConditionParser} does: up to 20 errors, each with its line and column.
 * All of them point at the text as a whole, which is one value of the document around it.
 */
public final class TextParser {

    private final int maxBytes;
    private final ConditionParser definitions = new ConditionParser();

    public TextParser() {
        this(ConditionParser.DEFAULT_MAX_BYTES);
    }

    /** A parser of texts of at most so many bytes of UTF-8. */
    public TextParser(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A definition that is a document of its own. */
    public Condition parse(String text) {
        return parse(text, Pointer.ROOT);
    }

    /** A definition that is a value in a larger document, where it is at {@code at}. */
    public Condition parse(String text, Pointer at) {
        requireSize(text, at);
        TextProblems problems = new TextProblems(at);
        CommonTokenStream tokens = tokens(text);
        DefinitionContext syntax = syntax(tokens, problems);
        problems.throwIfAny();
        SourceMap source = new SourceMap();
        ObjectNode json = new ConditionBuilder(source, problems).visit(syntax);
        return definition(json, source, problems);
    }

    private void requireSize(String text, Pointer at) {
        // A text has at least as many bytes as characters; counting the bytes of a huge one would copy it.
        int bytes = text.length() > maxBytes ? text.length() : text.getBytes(UTF_8).length;
        if (bytes > maxBytes) {
            String detail = "the definition has " + bytes + " bytes; at most " + maxBytes + " are read";
            throw new MusterException(TOO_LARGE, detail, List.of(new FieldError(at.toString(), TOO_LARGE, detail)));
        }
    }

    private static CommonTokenStream tokens(String text) {
        SegmentTextLexer lexer = new SegmentTextLexer(new CharacterKinds(text));
        lexer.removeErrorListeners();
        return new CommonTokenStream(lexer);
    }

    private static DefinitionContext syntax(CommonTokenStream tokens, TextProblems problems) {
        Nesting.check(tokens, problems);
        problems.throwIfAny();
        SegmentTextParser parser = new SegmentTextParser(tokens);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new Recovery(problems));
        try {
            return parser.definition();
        } catch (ParseCancellationException e) {
            throw problems.toException();
        }
    }

    private Condition definition(ObjectNode json, SourceMap source, TextProblems problems) {
        Condition condition = null;
        try {
            condition = definitions.parse(json);
        } catch (MusterException e) {
            e.errors()
                    .forEach(error -> problems.add(source.place(json, error.pointer()), error.code(), error.detail()));
        }
        if (condition == null) {
            throw problems.toException();
        }
        problems.throwIfAny();
        return condition;
    }
}
