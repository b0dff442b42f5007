package io.muster.cli;

import io.muster.client.EventType;
import io.muster.client.NamedValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists what has been seen in the project's data. */
@Command(
        name = "catalog",
        sortOptions = false,
        description = "List what has been seen: attributes of profiles, names and properties of events.",
        footerHeading = "%nExamples:%n",
        footer = {"  muster catalog", "  muster catalog attributes", "  muster catalog events --json"})
final class CatalogCommand extends ServerCommand {
    enum Part {
        attributes,
        events
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "PART",
            description = "One of ${COMPLETION-CANDIDATES}; both unless given.")
    private @Nullable Part part;

    CatalogCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        List<NamedValue> attributes = part == Part.events
                ? List.of()
                : project().catalog().attributes().toList();
        List<EventType> events = part == Part.attributes
                ? List.of()
                : project().catalog().events().toList();
        print(Map.of("attributes", attributes, "events", events), () -> {
            if (part != Part.events) {
                values("ATTRIBUTE", attributes).print(out());
            }
            if (part == null) {
                out().println();
            }
            events.forEach(this::print);
        });
        return DONE;
    }

    private void print(EventType event) {
        out().println(event.name() + ": " + Words.number(event.count(), "event", "events") + ", "
                + Words.instant(event.firstSeen()) + " to " + Words.instant(event.lastSeen()));
        values(
                        "  PROPERTY",
                        event.properties().stream()
                                .map(CatalogCommand::indented)
                                .toList())
                .print(out());
    }

    private static NamedValue indented(NamedValue value) {
        return new NamedValue("  " + value.name(), value.type(), value.count(), value.examples());
    }

    private static Table values(String heading, List<NamedValue> values) {
        Table table = Table.of(heading, "TYPE", ">COUNT", "EXAMPLES");
        for (NamedValue each : values) {
            String examples = each.examples().stream().map(Object::toString).collect(Collectors.joining(", "));
            table.row(each.name(), each.type(), Words.number(each.count()), examples);
        }
        return table;
    }
}
