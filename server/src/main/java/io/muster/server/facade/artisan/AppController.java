package io.muster.server.facade.artisan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Page;
import io.muster.server.project.Projects;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiredScope(Scope.READ)
class AppController {
    private final Projects projects;

    AppController(Projects projects) {
        this.projects = projects;
    }

    @GetMapping(ArtisanPaths.ROOT + "/apps")
    Apps list(Caller caller) {
        return new Apps(Page.all(page -> projects.list(caller, page)).stream()
                .map(project -> new Named(project.id().value(), project.name()))
                .toList());
    }

    record Apps(@JsonProperty("apps") List<Named> apps) {}

    /** Something by its id and its name. */
    record Named(@JsonProperty("id") String id, @JsonProperty("name") String name) {}
}
