package io.muster.cli;

import io.muster.client.ProjectDeletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes a project. */
@Command(
        name = "delete",
        sortOptions = false,
        description = "Delete a project and everything in it, for good.",
        footerHeading = "%nExample:%n",
        footer = "  muster projects delete online-shop --name 'Online shop'")
final class ProjectsDelete extends ServerCommand {
    @Parameters(paramLabel = "PROJECT", description = "Its id or key.")
    private String deleted = "";

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "What people call it, so that none is deleted by mistake.")
    private String name = "";

    ProjectsDelete(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        ProjectDeletion deletion = client().projects().delete(deleted, name);
        print(
                deletion,
                () -> out().println("Project " + deletion.project().key() + " is deleted; what was in it goes in the"
                        + " background (" + deletion.id() + ")."));
        return DONE;
    }
}
