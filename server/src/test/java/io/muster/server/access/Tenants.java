package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.TestServer;
import java.util.Set;
import java.util.UUID;

/** Organizations, projects and applications to test with. */
final class Tenants {
    private final TestServer server;

    Tenants(TestServer server) {
        this.server = server;
    }

    /** A new organization's id. */
    String organization() {
        return server.organization();
    }

    /** A client of an application that may do everything in an organization. */
    ApiClient owner(String organization) {
        return client(organization, Set.of(Scope.values()));
    }

    ApiClient client(String organization, Set<Scope> scopes) {
        Applications.Credentials made = server.bean(Applications.class).create(organization, null, "Test", scopes);
        return server.anybody().as(made.clientId(), made.clientSecret());
    }

    /** Makes a project and gives its answer. */
    Answer project(ApiClient owner) {
        Answer made = owner.post("/v1/projects", "{\"name\": \"Project\", \"key\": \"p-" + UUID.randomUUID() + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }
}
