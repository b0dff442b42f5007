package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MusterClientTest {
    private final ScriptedServer server = ScriptedServer.start();
    private final MusterClient client = MusterClient.builder()
            .baseUrl(server.url() + "/")
            .credentials("c_1", "very secret")
            .userAgent("tests/1")
            .build();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsCredentialsAndUserAgent() {
        server.on("GET /v1/projects/online-shop", Reply.json(200, Samples.PROJECT));

        client.projects().get("online-shop");

        String pair =
                Base64.getEncoder().encodeToString("c_1:very secret".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(server.lastRequest().header("Authorization")).contains("Basic " + pair);
        assertThat(server.lastRequest().header("User-Agent")).contains("tests/1");
    }

    @Test
    void readsResourcesAndPassesOverMembersItDoesNotKnow() {
        server.on("GET /v1/projects/online-shop", Reply.json(200, Samples.PROJECT));

        Project project = client.projects().get("online-shop");

        assertThat(project.key()).isEqualTo("online-shop");
        assertThat(project.weekStart()).isEqualTo("monday");
        assertThat(project.createdAt()).isEqualTo("2026-01-12T09:30:00Z");
        assertThat(project.dataVersion()).isEqualTo(1842);
    }

    @Test
    void readsStatesItDoesNotKnowAsUnknown() {
        server.on("GET /v1/projects/p/exports/e_1", Reply.json(200, Samples.export("paused", 0, "null", "null")));

        assertThat(client.project("p").exports().get("e_1").state()).isEqualTo(ExportState.UNKNOWN);
    }

    @Test
    void neverShowsTheSecret() {
        assertThat(client.toString()).contains("c_1:***").doesNotContain("very secret");
    }

    @Test
    void keepsAPathInTheBaseUrl() {
        server.on("GET /muster/v1/projects/p", Reply.json(200, Samples.PROJECT));
        MusterClient behindProxy = MusterClient.builder()
                .baseUrl(server.url() + "/muster/")
                .credentials("c", "s")
                .build();

        assertThat(behindProxy.projects().get("p").id()).isEqualTo("p_7f3k2m9q");
    }

    @Test
    void encodesIdsInPaths() {
        server.on("GET /v1/projects/p/profiles/a%2Fb%20c%3F%2B%C3%A5", Reply.problem(404, "not_found", "No profile."));

        assertThat(client.project("p").profiles().find("a/b c?+å")).isEmpty();
        assertThat(server.lastRequest().methodAndPath()).isEqualTo("GET /v1/projects/p/profiles/a%2Fb%20c%3F%2B%C3%A5");
    }

    @Test
    void doesNotFollowRedirects() {
        server.on(
                "GET /v1/projects/p",
                Reply.bytes(302, "text/plain", new byte[0], "Location", server.url() + "/elsewhere"));

        assertThatThrownBy(() -> client.projects().get("p")).isInstanceOf(MusterApiException.Invalid.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatThrownBy(() -> MusterClient.builder().build()).hasMessageContaining("credentials");
        assertThatThrownBy(() -> MusterClient.builder().baseUrl("localhost:8080"))
                .hasMessageContaining("http://localhost:8080");
        assertThatThrownBy(() -> MusterClient.builder().baseUrl("http://me:pw@localhost"))
                .hasMessageNotContaining("pw");
        assertThatThrownBy(() -> MusterClient.builder().credentials("a:b", "s")).hasMessageContaining("a:b");
    }
}
