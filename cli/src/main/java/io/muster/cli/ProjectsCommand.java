package io.muster.cli;

import io.muster.client.Project;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists projects. */
@Command(
        name = "projects",
        sortOptions = false,
        description = "List the projects that these credentials can see.",
        subcommands = {ProjectsCreate.class, ProjectsDelete.class},
        footerHeading = "%nExamples:%n",
        footer = {"  muster projects", "  muster projects create 'Online shop' --zone Europe/Stockholm"})
final class ProjectsCommand extends ServerCommand {
    ProjectsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        List<Project> projects = client().projects().list().toList();
        print(projects, () -> {
            Table table = Table.of("KEY", "NAME", "ZONE", "WEEK STARTS", "FILES KEPT", ">DATA VERSION", "ID");
            for (Project each : projects) {
                table.row(
                        each.key(),
                        each.name(),
                        each.zone(),
                        each.weekStart(),
                        each.exportRetention(),
                        Words.number(each.dataVersion()),
                        each.id());
            }
            table.print(out());
        });
        return DONE;
    }
}
