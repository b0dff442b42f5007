package io.muster.cli;

import io.muster.client.Definition;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A segment that there is, or a definition: one of the two. */
final class SegmentChoice {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]+");

    @Parameters(
            arity = "0..1",
            paramLabel = "SEGMENT|DEFINITION",
            description = "The id or key of a segment; or a definition, JSON or text: inline, @FILE, or - for standard "
                    + "input.")
    private @Nullable String given;

    @Option(
            names = {"-d", "--definition"},
            paramLabel = "DEFINITION",
            description = "A definition, where it would be taken for a segment: one of a single word.")
    private @Nullable String definition;

    /** The one that was given, as a definition; a segment then counts as it would on the present data. */
    Definition definition(ServerCommand command) throws IOException {
        String segment = segment(command);
        return segment == null ? command.definition(first(definition, given)) : Definition.segment(segment);
    }

    boolean isGiven() {
        return given != null || definition != null;
    }

    /** The segment, or {@code null} if it is a definition that was given. */
    @Nullable
    String segment(ServerCommand command) {
        if ((given == null) == (definition == null)) {
            throw command.usage("Give either a SEGMENT or a DEFINITION.");
        }
        return given != null && !isDefinition(given) ? given : null;
    }

    static boolean isDefinition(String text) {
        return text.equals("-") || !NAME.matcher(text).matches();
    }

    private static String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : String.valueOf(other);
    }
}
