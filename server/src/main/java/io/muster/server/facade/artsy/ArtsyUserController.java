package io.muster.server.facade.artsy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.AnyScope;
import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.PublicUrl;
import io.muster.server.person.People;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The user that a caller is; nobody sees another. */
@RestController
@RequestMapping(produces = {ArtsyPaths.HAL, ArtsyPaths.JSON, ArtsyPaths.ARTSY})
@RequiredScope(Scope.READ)
class ArtsyUserController {
    private final People people;
    private final PublicUrl url;

    ArtsyUserController(People people, PublicUrl url) {
        this.people = people;
        this.url = url;
    }

    @GetMapping(ArtsyPaths.CURRENT_USER)
    @AnyScope
    ResponseEntity<Linked> current(Caller caller) {
        return Linked.redirect(url.of(ArtsyPaths.user(ArtsyUser.idOf(caller))));
    }

    @GetMapping(ArtsyPaths.USERS + "/{person}")
    @AnyScope
    ArtsyUser get(Caller caller, @PathVariable String person) {
        if (!person.equals(ArtsyUser.idOf(caller))) {
            throw new MusterException(ErrorCode.NOT_FOUND, "User Not Found");
        }
        return caller.person() == null
                ? ArtsyUser.ofOrganization(caller.organization(), url)
                : ArtsyUser.of(people.get(caller.organization(), person), url);
    }
}
