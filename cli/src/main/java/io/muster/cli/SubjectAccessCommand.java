package io.muster.cli;

import io.muster.client.IdentityKey;
import io.muster.client.SubjectAccess;
import io.muster.client.SubjectAccesses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what is known of somebody. */
@Command(
        name = "subject-access",
        sortOptions = false,
        description = "Write all that is kept of one profile anywhere to a file, one JSON object on each line.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster subject-access c-1041 -o c-1041.ndjson",
            "  muster subject-access --identity email=anna@example.com -o anna.ndjson"
        })
final class SubjectAccessCommand extends ServerCommand {
    @Parameters(paramLabel = "PROFILE", arity = "0..1", description = "The profile's id.")
    private @Nullable String profile;

    @Option(names = "--identity", paramLabel = "KEYSPACE=KEY", description = "Its key in a keyspace, instead.")
    private Map<String, String> identity = Map.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where to put it.")
    private Path output = Path.of("");

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT1H",
            description = "How long to wait for it. ${DEFAULT-VALUE} unless given.")
    private Duration timeout = Duration.ofHours(1);

    SubjectAccessCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        SubjectAccesses accesses = project().subjectAccess();
        SubjectAccess made = accesses.await(begin(accesses).id(), timeout);
        accesses.download(made.id(), output);
        Long lines = made.lines();
        print(
                made,
                () -> out().println(Words.number(lines == null ? 0 : lines, "thing", "things") + " written to " + output
                        + "."));
        return DONE;
    }

    private SubjectAccess begin(SubjectAccesses accesses) {
        if ((profile == null) == (identity.size() != 1)) {
            throw usage("Say about whom: one id, or one --identity.");
        }
        return profile != null
                ? accesses.ofProfile(profile)
                : identity.entrySet().stream()
                        .map(each -> accesses.ofIdentity(new IdentityKey(each.getKey(), each.getValue())))
                        .findFirst()
                        .orElseThrow();
    }
}
