package io.muster.cli;

import io.muster.client.Webhook;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists webhooks. */
@Command(
        name = "list",
        sortOptions = false,
        description = "List the project's webhooks, oldest first.",
        footerHeading = "%nExample:%n",
        footer = "  muster webhook list")
final class WebhookList extends ServerCommand {
    WebhookList(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        List<Webhook> webhooks = project().webhooks().list().toList();
        print(webhooks, () -> {
            Table table = Table.of("ID", "URL", "STATE", "EVENTS");
            for (Webhook each : webhooks) {
                String state = each.enabled() ? "on" : "off";
                table.row(each.id(), each.url(), state, String.join(" ", each.events()));
            }
            table.print(out());
        });
        return DONE;
    }
}
