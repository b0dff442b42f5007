package io.muster.server.facade.artsy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.server.access.AnyScope;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.PublicUrl;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where everything else is, and whether the server is there; for anybody. */
@RestController
@RequestMapping(produces = {ArtsyPaths.HAL, ArtsyPaths.JSON, ArtsyPaths.ARTSY})
@RequiredScope(Scope.READ)
class ArtsyRootController {
    private final PublicUrl url;

    ArtsyRootController(PublicUrl url) {
        this.url = url;
    }

    /** That the server is there. */
    record Status(
            @JsonProperty("status") String status,
            @JsonProperty("_links") Map<String, Link> links) {}

    @GetMapping(ArtsyPaths.ROOT)
    @AnyScope
    Linked root() {
        Map<String, Link> links = new LinkedHashMap<>();
        links.put("self", Link.to(url.of(ArtsyPaths.ROOT)));
        links.put("status", Link.to(url.of(ArtsyPaths.STATUS)));
        links.put("applications", Link.to(url.of(ArtsyPaths.APPLICATIONS)));
        links.put("application", Link.template(url.of(ArtsyPaths.APPLICATIONS) + "/{id}"));
        links.put("current_user", Link.to(url.of(ArtsyPaths.CURRENT_USER)));
        links.put("user", Link.template(url.of(ArtsyPaths.USERS) + "/{id}"));
        return new Linked(links);
    }

    @GetMapping(ArtsyPaths.STATUS)
    @AnyScope
    Status status() {
        return new Status("ok", Map.of("self", Link.to(url.of(ArtsyPaths.STATUS))));
    }
}
