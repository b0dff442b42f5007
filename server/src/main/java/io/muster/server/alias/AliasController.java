package io.muster.server.alias;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.project.Project;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/projects/{project}/profiles/{profile}/aliases")
@RequiredScope(Scope.INGEST)
class AliasController {
    private final Aliases aliases;

    AliasController(Aliases aliases) {
        this.aliases = aliases;
    }

    @PutMapping("/{alias}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(Project project, @PathVariable String profile, @PathVariable String alias) {
        aliases.add(project, alias, profile);
    }
}
