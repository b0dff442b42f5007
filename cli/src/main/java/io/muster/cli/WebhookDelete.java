package io.muster.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a webhook. */
@Command(
        name = "delete",
        sortOptions = false,
        description = "Delete a webhook with its log. Messages that wait are not sent.",
        footerHeading = "%nExample:%n",
        footer = "  muster webhook delete wh_4m7c2x9k")
final class WebhookDelete extends ServerCommand {
    @Parameters(paramLabel = "WEBHOOK", description = "Its id.")
    private String webhook = "";

    WebhookDelete(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        project().webhooks().delete(webhook);
        print(Map.of("deleted", webhook), () -> out().println("Webhook " + webhook + " is deleted."));
        return DONE;
    }
}
