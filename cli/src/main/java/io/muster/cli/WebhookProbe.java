package io.muster.cli;

import io.muster.client.WebhookDelivery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sends a test message. */
@Command(
        name = "test",
        sortOptions = false,
        description = "Send a webhook a test message now, and say what came of it. Fails where it was not taken.",
        footerHeading = "%nExample:%n",
        footer = "  muster webhook test wh_4m7c2x9k")
final class WebhookProbe extends ServerCommand {
    @Parameters(paramLabel = "WEBHOOK", description = "Its id.")
    private String webhook = "";

    WebhookProbe(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        WebhookDelivery sent = project().webhooks().test(webhook);
        print(sent, () -> sent.attempts().forEach(this::print));
        return sent.state().equals("delivered") ? DONE : FAILED;
    }

    private void print(WebhookDelivery.Attempt attempt) {
        String answer = attempt.status() == null ? "No answer: " + attempt.error() : "Answered " + attempt.status();
        out().println(answer + " after " + attempt.durationMs() + " ms.");
    }
}
