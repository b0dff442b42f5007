package io.muster.cli;

import io.muster.client.Destination;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists destinations. */
@Command(
        name = "list",
        sortOptions = false,
        description = "List the project's destinations, oldest first.",
        footerHeading = "%nExample:%n",
        footer = "  muster destination list --json")
final class DestinationList extends ServerCommand {
    DestinationList(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        List<Destination> destinations = project().destinations().list().toList();
        print(destinations, () -> {
            Table table = Table.of("KEY", "NAME", "TYPE", "MADE");
            for (Destination each : destinations) {
                table.row(each.key(), each.name(), each.type(), Words.instant(each.createdAt()));
            }
            table.print(out());
        });
        return DONE;
    }
}
