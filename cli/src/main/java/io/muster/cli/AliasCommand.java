package io.muster.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes an id another name of a profile. */
@Command(
        name = "alias",
        sortOptions = false,
        description = "Make an id, such as a device's, another name of a profile, for ever: what was kept under it and "
                + "what will come under it is the profile's.",
        footerHeading = "%nExample:%n",
        footer = "  muster alias device-7f3a c-1041")
final class AliasCommand extends ServerCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The id that becomes another name.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "PROFILE", description = "The id of the profile whose name it becomes.")
    private String profile = "";

    AliasCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        project().profiles().addAlias(profile, id);
        print(Map.of("alias", id, "profile", profile), () -> out().println(id + " is " + profile + " from now on."));
        return DONE;
    }
}
