package io.muster.server.project;

import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of projects that are no more. */
@RestController
@RequestMapping(path = "/v1/project-deletions", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.ADMIN)
class ProjectDeletionController {
    private final ProjectDeletions deletions;

    ProjectDeletionController(ProjectDeletions deletions) {
        this.deletions = deletions;
    }

    @GetMapping("/{deletion}")
    ProjectDeletionView get(Caller caller, @PathVariable String deletion) {
        return ProjectDeletionView.of(deletions.get(caller, deletion));
    }
}
