package io.muster.cli;

import io.muster.client.Definition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A segment that there is, or a definition: one of the two. */
final class SegmentChoice {
    @Parameters(arity = "0..1", paramLabel = "SEGMENT", description = "The id or key of a segment.")
    private @Nullable String segment;

    @Option(
            names = {"-d", "--definition"},
            paramLabel = "DEFINITION",
            description = "A definition instead: JSON inline, @FILE, or - for standard input.")
    private @Nullable String definition;

    /** The one that was given, as a definition; a segment then counts as it would on the present data. */
    Definition definition(ServerCommand command) throws IOException {
        check(command);
        return definition != null ? command.definition(definition) : Definition.segment(String.valueOf(segment));
    }

    @Nullable String segment(ServerCommand command) {
        check(command);
        return segment;
    }

    private void check(ServerCommand command) {
        if ((segment == null) == (definition == null)) {
            throw command.usage("Give either a SEGMENT or a --definition.");
        }
    }
}
