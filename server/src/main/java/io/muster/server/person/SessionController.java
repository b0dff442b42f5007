package io.muster.server.person;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.AnyScope;
import io.muster.server.access.Caller;
import io.muster.server.access.Front;
import io.muster.server.access.Scope;
import io.muster.server.access.SessionCookie;
import io.muster.server.http.JsonFields;
import io.muster.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/session", produces = MediaType.APPLICATION_JSON_VALUE)
@AnyScope
class SessionController {
    private static final int LONGEST = 1000;

    private final SignIn signIn;
    private final Sessions sessions;
    private final People people;

    SessionController(SignIn signIn, Sessions sessions, People people) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.people = people;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> begin(@RequestBody ObjectNode body, HttpServletRequest request) {
        JsonFields fields = new JsonFields(body);
        Optional<String> email = fields.requiredText("email", 1, LONGEST);
        Optional<String> password = fields.requiredText("password", 1, LONGEST);
        Optional<String> organization = fields.text("organization", 1, LONGEST);
        fields.done();
        Caller caller = check(email.orElseThrow(), password.orElseThrow(), organization, request.getRemoteAddr());
        Sessions.Begun begun = sessions.begin(caller);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.SESSION.of(begun.cookie(), request))
                .cacheControl(CacheControl.noStore())
                .body(view(caller, begun.proof()));
    }

    private Caller check(String email, String password, Optional<String> organization, String address) {
        try {
            return signIn.check(email, password, organization, address);
        } catch (MusterException e) {
            throw refused(e);
        }
    }

    /** A challenge that browsers do not know keeps them from asking for a password of their own. */
    static ProblemException refused(MusterException why) {
        HttpHeaders challenge = new HttpHeaders();
        if (why.code() == ErrorCode.UNAUTHORIZED) {
            challenge.set(HttpHeaders.WWW_AUTHENTICATE, Front.SESSION_CHALLENGE);
        }
        return ProblemException.withHeaders(why.code(), why.detail(), challenge);
    }

    @GetMapping
    ResponseEntity<View> get(Caller caller, HttpServletRequest request) {
        String proof = cookie(caller, request).map(sessions::proof).orElse(null);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view(caller, proof));
    }

    @DeleteMapping
    ResponseEntity<Void> end(Caller caller, HttpServletRequest request) {
        cookie(caller, request).ifPresent(cookie -> sessions.end(caller, cookie));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.SESSION.none(request))
                .build();
    }

    private static Optional<String> cookie(Caller caller, HttpServletRequest request) {
        return caller.kind() == Caller.Kind.PERSON ? SessionCookie.SESSION.find(request) : Optional.empty();
    }

    private View view(Caller caller, @Nullable String proof) {
        List<String> scopes = caller.scopes().stream().map(Scope::text).sorted().toList();
        if (caller.kind() == Caller.Kind.APPLICATION) {
            return new View("application", caller.id(), caller.organization(), null, null, null, scopes, null);
        }
        Person person = people.find(caller.organization(), caller.id())
                .orElseThrow(() -> new MusterException(ErrorCode.UNAUTHORIZED, "The session is over."));
        return new View(
                "person",
                person.id(),
                person.organization(),
                person.email(),
                person.name(),
                person.role().text(),
                scopes,
                proof);
    }

    /**
     * Who asks.
     *
     * @param csrfToken what requests of the session that change something have to carry; null outside a session
     */
    record View(
            String kind,
            String id,
            String organization,
            @Nullable String email,
            @Nullable String name,
            @Nullable String role,
            List<String> scopes,
            @Nullable String csrfToken) {}
}
