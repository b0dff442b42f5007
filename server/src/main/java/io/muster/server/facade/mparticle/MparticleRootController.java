package io.muster.server.facade.mparticle;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the interface's guide has its readers try first: the root, which says whether their keys are right. */
@RestController
@RequiredScope(Scope.EXPORT)
class MparticleRootController {

    @GetMapping(path = "/", produces = MediaType.APPLICATION_JSON_VALUE)
    Done root() {
        return Done.OK;
    }
}
