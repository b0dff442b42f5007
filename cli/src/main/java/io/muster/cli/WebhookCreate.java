package io.muster.cli;

import io.muster.client.Webhook;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a webhook. */
@Command(
        name = "create",
        sortOptions = false,
        description = "Have a URL told of events, and print the secret that signs what it is told.",
        footerHeading = "%nExample:%n",
        footer = "  muster webhook create https://hooks.example.com/muster --events export.succeeded,export.failed")
final class WebhookCreate extends ServerCommand {
    @Parameters(paramLabel = "URL", description = "What to call.")
    private String url = "";

    @Option(
            names = "--events",
            split = ",",
            defaultValue = "export.succeeded,export.failed",
            paramLabel = "EVENT",
            description = "Of what to tell it; ${DEFAULT-VALUE} unless given.")
    private List<String> events = List.of();

    WebhookCreate(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Webhook made = project().webhooks().create(url, events);
        String secret = project().webhooks().secret(made.id()).secret();
        print(Map.of("webhook", made, "secret", secret), () -> {
            out().println("Webhook " + made.id() + " made.");
            out().println("Its messages are signed with " + secret);
        });
        return DONE;
    }
}
