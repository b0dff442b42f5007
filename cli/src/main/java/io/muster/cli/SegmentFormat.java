package io.muster.cli;

import io.muster.client.FormattedDefinition;
import io.muster.client.MusterJson;
import io.muster.client.Segment;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Writes a definition in one notation or the other. */
@Command(
        name = "format",
        sortOptions = false,
        description =
                "Print a definition, or a segment's, in its one canonical form: as text, or as JSON. Nothing is saved.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster segment format \"country in ('SE','NO') and known\"",
            "  muster segment format @loyal.json > loyal.txt",
            "  muster segment format loyal-nordics --to json"
        })
final class SegmentFormat extends ServerCommand {
    /** How a definition is written. */
    enum Notation {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private final SegmentChoice choice = new SegmentChoice();

    @Option(
            names = "--to",
            paramLabel = "NOTATION",
            defaultValue = "text",
            description = "text or json. text unless given.")
    private Notation notation = Notation.TEXT;

    SegmentFormat(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        String segment = choice.segment(this);
        FormattedDefinition formatted =
                segment == null ? project().segments().format(choice.definition(this)) : ofSegment(segment);
        print(formatted, () -> text(formatted).lines().forEach(out()::println));
        return DONE;
    }

    /** In both notations a character may be written as the terminal shows it. */
    private String text(FormattedDefinition formatted) {
        return notation == Notation.TEXT
                ? formatted.definitionText()
                : MusterJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(formatted.definition());
    }

    private FormattedDefinition ofSegment(String idOrKey) {
        Segment segment = project().segments().get(idOrKey);
        JsonNode definition = segment.definition();
        String text = segment.definitionText();
        if (definition == null || text == null) {
            throw usage("Segment " + segment.key() + " is static; it has members and no definition.");
        }
        return new FormattedDefinition(definition, text);
    }
}
