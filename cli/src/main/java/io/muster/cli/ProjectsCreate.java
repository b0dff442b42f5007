package io.muster.cli;

import io.muster.client.Project;
import io.muster.client.ProjectDraft;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a project. */
@Command(
        name = "create",
        sortOptions = false,
        description = "Make an empty project.",
        footerHeading = "%nExample:%n",
        footer = "  muster projects create 'Online shop' --key online-shop --zone Europe/Stockholm")
final class ProjectsCreate extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "What people call it.")
    private String name = "";

    @Option(names = "--key", paramLabel = "KEY", description = "Its name in paths. Made from NAME unless given.")
    private @Nullable String key;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Its IANA time zone. UTC unless given.")
    private @Nullable String zone;

    @Option(names = "--week-start", paramLabel = "DAY", description = "The day weeks begin on. monday unless given.")
    private @Nullable String weekStart;

    ProjectsCreate(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        ProjectDraft draft =
                ProjectDraft.named(name).withKey(key).withZone(zone).withWeekStart(weekStart);
        Project project = client().projects().create(draft);
        print(project, () -> out().println("Project " + project.key() + " made (" + project.id() + ")."));
        return DONE;
    }
}
