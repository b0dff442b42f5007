package io.muster.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that all about webhooks is under. */
@Command(
        name = "webhook",
        aliases = "webhooks",
        description = "Have URLs told of what happens to exports.",
        subcommands = {WebhookList.class, WebhookCreate.class, WebhookProbe.class, WebhookDelete.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster webhook create https://hooks.example.com/muster --events export.succeeded",
            "  muster webhook test wh_4m7c2x9k"
        })
final class WebhookCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with webhooks.");
    }
}
