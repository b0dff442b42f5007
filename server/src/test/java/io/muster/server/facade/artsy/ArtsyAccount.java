package io.muster.server.facade.artsy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.access.Applications;
import io.muster.server.access.Applications.Credentials;
import io.muster.server.access.Scope;
import io.muster.server.audit.AuditEvent;
import io.muster.server.facade.OldClients;
import io.muster.server.person.People;
import io.muster.server.person.Person;
import io.muster.server.person.Role;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.TestServer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;

/** An organization with a person who owns it, an application to sign in through, and a token that the person got. */
final class ArtsyAccount {
    static final String PASSWORD = "a long enough one";

    final TestServer server;
    final String organization;
    final Person person;
    final Credentials keys;
    final String token;
    final ApiClient client;

    private ArtsyAccount(TestServer server) {
        this.server = server;
        this.organization = server.organization();
        this.person = person(Role.OWNER);
        this.keys = server.bean(Applications.class)
                .create(organization, null, "Signs people in", EnumSet.allOf(Scope.class));
        this.token = token(person, keys);
        this.client = as(token);
    }

    static ArtsyAccount open() {
        return on(OldClients.server());
    }

    static ArtsyAccount on(TestServer server) {
        return new ArtsyAccount(server);
    }

    Person person(Role role) {
        String email = UUID.randomUUID() + "@example.com";
        return server.bean(People.class)
                .create(AuditEvent.SYSTEM, organization, email, "Ada", role, Optional.of(PASSWORD));
    }

    /** The token that a person gets through an application. */
    String token(Person of, Credentials through) {
        Answer answer = grant("""
                {"client_id": "%s", "client_secret": "%s", "grant_type": "credentials", "email": "%s", "password": "%s"}
                """.formatted(through.clientId(), through.clientSecret(), of.email(), PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.at("/access_token");
    }

    Answer grant(String body) {
        return server.anybody().post("/oauth2/access_token", body);
    }

    ApiClient as(String accessToken) {
        return server.anybody().with("X-Access-Token", accessToken);
    }

    /** Makes an application of the person's. */
    Answer application(String name) {
        Answer made = client.post("/api/applications", "{\"name\": \"" + name + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    /** A client of the application by {@code /v1}. */
    ApiClient administrator() {
        return server.anybody().as(keys.clientId(), keys.clientSecret());
    }

    /** A new project's id. */
    String project() {
        return administrator()
                .post("/v1/projects", "{\"name\": \"P\", \"key\": \"p-" + UUID.randomUUID() + "\"}")
                .at("/id");
    }

    /** The path of the list of the person's applications. */
    String list() {
        return "/api/applications?user_id=" + person.id();
    }

    String url(String path) {
        return "http://localhost:" + server.port() + path;
    }

    /** The path and query of one of this server's URLs. */
    String path(String url) {
        assertThat(url).startsWith(url(""));
        return url.substring(url("").length());
    }
}
