package io.muster.cli;

import io.muster.client.Segment;
import io.muster.client.SegmentDraft;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a segment. */
@Command(
        name = "create",
        sortOptions = false,
        description = "Make a segment, of whom a definition selects or of given profiles.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster segment create --name 'Loyal Nordics' @loyal.txt --refresh PT6H",
            "  muster segment create --name Swedes \"country is 'SE'\"",
            "  muster segment create --name Staff --profiles 7,8,11",
            "  muster segment create --name Staff --profiles @ids.txt"
        })
final class SegmentCreate extends ServerCommand {
    static final class Who {
        @Parameters(
                paramLabel = "DEFINITION",
                description = "Whom it selects: JSON or text, inline, @FILE, or - for standard input.")
        private @Nullable String definition;

        @Option(
                names = "--profiles",
                required = true,
                paramLabel = "IDS",
                description = "The members of a static segment: ids with commas or line ends between, @FILE, or -.")
        private @Nullable String profiles;
    }

    @ArgGroup(multiplicity = "1")
    private Who who = new Who();

    @Option(
            names = {"-n", "--name"},
            required = true,
            paramLabel = "NAME",
            description = "What people call it.")
    private String name = "";

    @Option(names = "--key", paramLabel = "KEY", description = "Its name in paths. Made from NAME unless given.")
    private @Nullable String key;

    @Mixin
    private final SegmentSettings settings = new SegmentSettings();

    SegmentCreate(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        Segment segment = project().segments().create(settings.addTo(draft().withKey(key)));
        print(segment, () -> SegmentText.print(segment, out()));
        return DONE;
    }

    private SegmentDraft draft() throws IOException {
        return who.definition != null
                ? SegmentDraft.dynamic(name, definition(who.definition))
                : SegmentDraft.ofProfiles(name, inputs().ids(String.valueOf(who.profiles)));
    }
}
