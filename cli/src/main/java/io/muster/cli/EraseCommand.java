package io.muster.cli;

import io.muster.client.Erasure;
import io.muster.client.ErasurePreview;
import io.muster.client.ErasureRequest;
import io.muster.client.IdentityKey;
import io.muster.client.PlaceCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Erases people. */
@Command(
        name = "erase",
        sortOptions = false,
        description = "Erase people with all that is kept of them, for good, and wait until nothing is left. Every "
                + "profile that has one of the keys is erased.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster erase c-1041 --dry-run",
            "  muster erase c-1041 --identity email=anna@example.com --receipt anna.jws"
        })
final class EraseCommand extends ServerCommand {
    @Parameters(paramLabel = "PROFILE", arity = "0..*", description = "Ids of profiles.")
    private List<String> profiles = List.of();

    @Option(names = "--export-key", paramLabel = "KEY", description = "An export key. May be given several times.")
    private List<String> exportKeys = List.of();

    @Option(
            names = "--identity",
            paramLabel = "KEYSPACE=KEY",
            description = "A key in a keyspace. May be given several times.")
    private Map<String, String> identities = Map.of();

    @Option(names = "--suppress", description = "Drop rows that come with a key of theirs later.")
    private boolean suppress;

    @Option(names = "--dry-run", description = "Only tell what would be erased.")
    private boolean dryRun;

    @Option(names = "--receipt", paramLabel = "FILE", description = "Where to put the signed receipt.")
    private @Nullable Path receipt;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT1H",
            description = "How long to wait for it; it goes on in any case. ${DEFAULT-VALUE} unless given.")
    private Duration timeout = Duration.ofHours(1);

    EraseCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        List<IdentityKey> keys = identities.entrySet().stream()
                .map(each -> new IdentityKey(each.getKey(), each.getValue()))
                .toList();
        if (profiles.isEmpty() && exportKeys.isEmpty() && keys.isEmpty()) {
            throw usage("Say whom to erase: ids, --export-key or --identity.");
        }
        ErasureRequest request = new ErasureRequest(profiles, exportKeys, keys, suppress);
        return dryRun ? preview(request) : erase(request);
    }

    private int preview(ErasureRequest request) {
        ErasurePreview preview = project().erasures().preview(request);
        print(preview, () -> {
            out().println("This would erase " + Words.number(preview.profiles(), "profile", "profiles") + ".");
            table(preview.places());
        });
        return DONE;
    }

    private int erase(ErasureRequest request) throws IOException {
        Erasure begun = project().erasures().begin(request);
        Erasure erasure = project().erasures().await(begun.id(), timeout);
        if (receipt != null) {
            Files.writeString(receipt, project().erasures().receipt(erasure.id()));
        }
        Integer erased = erasure.profiles();
        print(erasure, () -> {
            out().println("Erased " + Words.number(erased == null ? 0 : erased, "profile", "profiles") + " ("
                    + erasure.id() + ").");
            table(erasure.places());
        });
        return DONE;
    }

    private void table(List<PlaceCount> places) {
        Table table = Table.of("PLACE", ">COUNT", "OF");
        places.forEach(place -> table.row(place.place(), Words.number(place.count()), place.unit()));
        table.print(out());
    }
}
