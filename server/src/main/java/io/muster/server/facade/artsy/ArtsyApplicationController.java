package io.muster.server.facade.artsy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Application;
import io.muster.server.access.ApplicationQuery;
import io.muster.server.access.Applications;
import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.access.ShownApplications;
import io.muster.server.access.ShownApplications.Shown;
import io.muster.server.http.Page;
import io.muster.server.http.Parameters;
import io.muster.server.http.PublicUrl;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The applications of the user that a caller is. Their secrets are shown, so no answer may be kept. */
@RestController
@RequestMapping(
        path = ArtsyPaths.APPLICATIONS,
        produces = {ArtsyPaths.HAL, ArtsyPaths.JSON, ArtsyPaths.ARTSY})
@RequiredScope(Scope.ADMIN)
class ArtsyApplicationController {
    private static final String USER = "user_id";
    private static final String ONE = "/{application}";

    private final Applications applications;
    private final ShownApplications shown;
    private final PublicUrl url;

    ArtsyApplicationController(Applications applications, ShownApplications shown, PublicUrl url) {
        this.applications = applications;
        this.shown = shown;
        this.url = url;
    }

    @GetMapping
    ResponseEntity<?> list(Caller caller, Parameters sent) {
        Optional<String> user = sent.text(USER);
        PageQuery query = PageQuery.of(sent);
        String own = ArtsyUser.idOf(caller);
        if (user.isEmpty()) {
            return Linked.redirect(url.of(ArtsyPaths.APPLICATIONS + query.with(USER, own)));
        }
        if (!user.get().equals(own)) {
            throw new MusterException(ErrorCode.NOT_FOUND, "User Not Found");
        }
        return confidential().body(page(caller, query));
    }

    private ApplicationsPage page(Caller caller, PageQuery query) {
        ApplicationQuery owned = ApplicationQuery.ownedLike(caller);
        Page<Shown> page = shown.list(caller, owned, query.page(), query.offset());
        Map<String, Link> links = new LinkedHashMap<>();
        links.put("self", Link.to(url.of(ArtsyPaths.APPLICATIONS + query.self())));
        String cursor = page.nextCursor();
        if (cursor != null) {
            links.put("next", Link.to(url.of(ArtsyPaths.APPLICATIONS + query.at(cursor))));
        }
        return new ApplicationsPage(
                applications.count(caller, owned),
                links,
                new ApplicationsPage.Embedded(
                        page.items().stream().map(this::view).toList()));
    }

    @PostMapping(consumes = {ArtsyPaths.JSON, ArtsyPaths.FORM, ArtsyPaths.HAL, ArtsyPaths.ARTSY})
    ResponseEntity<ArtsyApplication> create(Caller caller, Parameters sent) {
        Applications.Issued made = applications.create(caller, ApplicationFields.forNew(caller, sent));
        Application application = made.application();
        return ResponseEntity.created(URI.create(url.of(ArtsyPaths.application(application.id()))))
                .cacheControl(CacheControl.noStore())
                .body(ArtsyApplication.of(application, made.clientSecret(), url));
    }

    @GetMapping(ONE)
    ResponseEntity<ArtsyApplication> get(Caller caller, @PathVariable String application) {
        return confidential().body(view(shown.get(caller, ApplicationQuery.ownedLike(caller), application)));
    }

    @PutMapping(
            path = ONE,
            consumes = {ArtsyPaths.JSON, ArtsyPaths.FORM, ArtsyPaths.HAL, ArtsyPaths.ARTSY})
    ResponseEntity<ArtsyApplication> update(Caller caller, @PathVariable String application, Parameters sent) {
        ApplicationQuery owned = ApplicationQuery.ownedLike(caller);
        applications.update(caller, owned, application, ApplicationFields.forUpdate(sent));
        return confidential().body(view(shown.get(caller, owned, application)));
    }

    @DeleteMapping(ONE)
    ResponseEntity<Void> delete(Caller caller, @PathVariable String application) {
        applications.delete(caller, ApplicationQuery.ownedLike(caller), application);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity.BodyBuilder confidential() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore());
    }

    private ArtsyApplication view(Shown one) {
        return ArtsyApplication.of(one.application(), one.clientSecret(), url);
    }
}
