package io.muster.server.person;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Application;
import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.oidc.IdentityProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/people", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.ADMIN)
class PersonController {
    private static final int MAX_NAME = 200;
    private static final int MAX_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

    private final People people;
    private final IdentityProvider provider;

    PersonController(People people, IdentityProvider provider) {
        this.people = people;
        this.provider = provider;
    }

    @GetMapping
    Page<View> list(Caller caller, PageRequest page) {
        caller.requireOrganization();
        return people.list(caller.organization(), page).map(View::of);
    }

    /** A repeated request finds the e-mail taken, so it needs no key to be safe. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> create(Caller caller, @RequestBody ObjectNode body) {
        caller.requireOrganization();
        JsonFields fields = new JsonFields(body);
        if (!fields.has("email")) {
            fields.fault("email", ErrorCode.INVALID_REQUEST, "email is missing; give an e-mail address.");
        }
        Optional<String> email = fields.parsed("email", PersonController::email);
        Optional<String> name = fields.requiredText("name", 1, MAX_NAME);
        if (!fields.has("role")) {
            fields.fault("role", ErrorCode.INVALID_REQUEST, "role is missing; give owner, editor or viewer.");
        }
        Optional<Role> role = fields.parsed("role", PersonController::role);
        Optional<String> password = provider.isOn()
                ? fields.text("password", Passwords.SHORTEST, Passwords.LONGEST)
                : fields.requiredText("password", Passwords.SHORTEST, Passwords.LONGEST);
        fields.done();
        Person made = people.create(caller, email.orElseThrow(), name.orElseThrow(), role.orElseThrow(), password);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/v1/people/" + made.id())
                .body(View.of(made));
    }

    @GetMapping("/{person}")
    View get(Caller caller, @PathVariable String person) {
        caller.requireOrganization();
        return View.of(people.get(caller.organization(), person));
    }

    @PatchMapping(path = "/{person}", consumes = MediaType.APPLICATION_JSON_VALUE)
    View update(Caller caller, @PathVariable String person, @RequestBody ObjectNode body) {
        caller.requireOrganization();
        JsonFields fields = new JsonFields(body);
        PersonSettings settings = new PersonSettings(
                fields.text("name", 1, MAX_NAME),
                fields.parsed("role", PersonController::role),
                fields.flag("enabled"),
                fields.text("password", Passwords.SHORTEST, Passwords.LONGEST));
        fields.done();
        return View.of(people.update(caller, person, settings));
    }

    @DeleteMapping("/{person}")
    Deleted delete(Caller caller, @PathVariable String person) {
        caller.requireOrganization();
        return new Deleted(people.delete(caller, person).stream().map(Left::of).toList());
    }

    private static String email(String text) {
        if (text.length() > MAX_EMAIL || !EMAIL.matcher(text).matches()) {
            throw new MusterException(
                    ErrorCode.WRONG_TYPE, "'" + text + "' is not an e-mail address; give one such as ada@example.com.");
        }
        return text;
    }

    private static Role role(String text) {
        return Role.find(text)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.WRONG_TYPE, "'" + text + "' is not a role; give owner, editor or viewer."));
    }

    /** @param applications what the person made and what goes on working */
    record Deleted(List<Left> applications) {}

    /** An application that the person leaves. */
    record Left(String id, String clientId, String name, List<String> scopes) {
        static Left of(Application application) {
            return new Left(
                    application.id(),
                    application.clientId(),
                    application.settings().name(),
                    application.settings().scopes().stream()
                            .map(Scope::text)
                            .sorted()
                            .toList());
        }
    }

    record View(
            String id,
            String email,
            String name,
            String role,
            boolean enabled,
            @Nullable Instant lockedUntil,
            @Nullable Instant lastSignInAt,
            Instant createdAt,
            Instant updatedAt) {
        static View of(Person person) {
            return new View(
                    person.id(),
                    person.email(),
                    person.name(),
                    person.role().text(),
                    person.enabled(),
                    person.lockedUntil(),
                    person.lastSignIn(),
                    person.createdAt(),
                    person.updatedAt());
        }
    }
}
