package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private static final String PROFILE = """
            {"id": "42", "export_key": "k_8w", "shared_user_id": null, "identities": {"email": "a@example.com"},
             "attributes": {"age": 31, "interests": ["kitchen"]}, "tags": ["newsletter"]}""";

    private final ScriptedServer server = ScriptedServer.start();
    private final MusterClient client =
            MusterClient.builder().baseUrl(server.url()).credentials("c", "s").build();
    private final ProjectClient project = client.project("p");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void projectsAreMadeChangedAndDeleted() {
        server.on("POST /v1/projects", Reply.json(201, Samples.PROJECT));
        server.on("PATCH /v1/projects/online-shop", Reply.json(200, Samples.PROJECT));
        server.on("DELETE /v1/projects/online-shop", Reply.json(202, """
                {"id": "z_1", "project": {"id": "p_1", "key": "online-shop"}, "state": "running",
                 "requested_by": "application:a", "profiles": 5, "receipt": null,
                 "created_at": "2026-03-02T06:00:00.000Z", "finished_at": null}"""));

        client.projects()
                .create(ProjectDraft.named("Online shop").withKey("online-shop").withZone("UTC"));
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"name": "Online shop", "key": "online-shop", "zone": "UTC"}"""));

        client.projects().update("online-shop", ProjectChanges.NONE.withExportRetention("P7D"));
        assertThat(server.lastRequest().text()).isEqualTo("{\"export_retention\":\"P7D\"}");

        client.projects().delete("online-shop", "Online shop");
        assertThat(server.lastRequest().methodAndPath()).isEqualTo("DELETE /v1/projects/online-shop");
        assertThat(server.lastRequest().text()).isEqualTo("{\"name\":\"Online shop\"}");
    }

    @Test
    void projectsAreListed() {
        server.on("GET /v1/projects", Reply.json(200, Samples.page("", Samples.PROJECT)));

        assertThat(client.projects().list().map(Project::key)).containsExactly("online-shop");
    }

    @Test
    void profilesAreRead() {
        server.on("GET /v1/projects/p/profiles/42", Reply.json(200, PROFILE));
        server.on(
                "GET /v1/projects/p/profiles",
                Reply.json(200, "{\"items\": [" + PROFILE + "], \"missing\": [\"9\"], \"next_cursor\": null}"));

        Profile profile = project.profiles().get("42");
        assertThat(profile.attributes())
                .containsEntry("age", MusterJson.mapper().readTree("31"));
        assertThat(profile.identities()).containsEntry("email", "a@example.com");
        assertThat(project.profiles().getAll(List.of("42", "9")).missing()).containsExactly("9");
        assertThat(server.lastRequest().query()).isEqualTo("ids=42,9");
    }

    @Test
    void whatAProfileDidAndIsInIsRead() {
        server.on("GET /v1/projects/p/profiles/42/events", Reply.json(200, Samples.page("", """
                {"id": null, "profile": "42", "name": "Product Viewed", "time": "2026-02-27T18:32:55.310Z",
                 "properties": {"sku": "teapot", "gift": null}}""")));
        server.on("GET /v1/projects/p/profiles/42/segments", Reply.json(200, Samples.page("", """
                {"id": "s_1", "key": "loyal", "name": "Loyal", "definition_version": 2, "data_version": 8,
                 "as_of": "2026-03-02T06:00:00.000Z"}""")));

        Event event = project.profiles().events("42").findFirst().orElseThrow();
        assertThat(event.id()).isNull();
        assertThat(event.properties()).containsEntry("gift", MusterJson.mapper().readTree("null"));
        assertThat(project.profiles().segments("42").map(Membership::key)).containsExactly("loyal");
    }

    @Test
    void theCatalogIsRead() {
        server.on("GET /v1/projects/p/catalog/attributes", Reply.json(200, Samples.page("", """
                {"name": "age", "type": "number", "count": 39114, "examples": [31, 54]}""")));
        server.on("GET /v1/projects/p/catalog/events", Reply.json(200, Samples.page("", """
                {"name": "Order Completed", "count": 96312, "first_seen": null, "last_seen": null,
                 "properties": [{"name": "total", "type": "number", "count": 9, "examples": [129.5]}]}""")));

        assertThat(project.catalog().attributes().map(NamedValue::name)).containsExactly("age");
        EventType event = project.catalog().events().findFirst().orElseThrow();
        assertThat(event.properties().get(0).name()).isEqualTo("total");
    }

    @Test
    void jobsAreListedAndCancelled() {
        server.on("GET /v1/projects/p/jobs", Reply.json(200, Samples.page("", Samples.job("running", 0, "null"))));
        server.on("DELETE /v1/projects/p/jobs/j_1", Reply.empty(204));

        Job job = project.jobs().list().findFirst().orElseThrow();
        assertThat(job.isOver()).isFalse();
        assertThat(job.progress().total()).isEqualTo(1);
        project.jobs().cancel(job.id());
        assertThat(server.lastRequest().methodAndPath()).isEqualTo("DELETE /v1/projects/p/jobs/j_1");
    }
}
