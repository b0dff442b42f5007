package io.muster.server.facade.artsy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.access.Applications;
import io.muster.server.access.Applications.Credentials;
import io.muster.server.access.Scope;
import io.muster.server.conformance.Proves;
import io.muster.server.person.Role;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ArtsyApplicationsTest {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00";

    private final ArtsyAccount account = ArtsyAccount.open();
    private final ApiClient client = account.client;

    @Test
    @Proves({"artsy-03", "artsy-04", "artsy-06", "artsy-32"})
    void usersRetrieveTheirApplicationsByFollowingTheLinkFromRoot() {
        account.application("Test");
        JsonNode links = account.server.anybody().get("/api").json().get("_links");

        Answer redirect = client.get(account.path(links.at("/applications/href").asString()));
        Answer page = client.get(account.path(redirect.header("Location")));

        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.json().propertyNames()).containsExactly("total_count", "_links", "_embedded");
        assertThat(page.json().get("total_count").asInt()).isEqualTo(1);
        assertThat(page.at("/_links/self/href")).isEqualTo(account.url(account.list()));
        assertThat(page.at("/_embedded/applications/0/name")).isEqualTo("Test");
    }

    @Test
    @Proves({"artsy-08", "artsy-60"})
    void aRequestWithoutAUserIsRedirectedToTheCallersOwn() {
        Answer redirect = client.get("/api/applications?size=3");

        assertThat(redirect.status()).isEqualTo(302);
        String target = account.url("/api/applications?size=3&user_id=" + account.person.id());
        assertThat(redirect.header("Location")).isEqualTo(target);
        assertThat(redirect.text()).isEqualTo("{\"_links\":{\"location\":{\"href\":\"" + target + "\"}}}");
        assertThat(redirect.header("Content-Type")).startsWith("application/hal+json");
    }

    @Test
    @Proves({"artsy-09", "artsy-10", "artsy-12", "artsy-13", "artsy-14", "artsy-32", "artsy-38"})
    void anApplicationIsRetrievedByRenderingTheTemplateFromRoot() {
        Answer made = account.application("Test");
        JsonNode template = account.server.anybody().get("/api").json().at("/_links/application");

        assertThat(template.get("templated").asBoolean()).isTrue();
        String url = template.get("href").asString().replace("{id}", made.at("/id"));
        Answer one = client.get(account.path(url));

        assertThat(one.status()).as(one.text()).isEqualTo(200);
        assertThat(one.json().propertyNames())
                .containsExactly(
                        "id",
                        "created_at",
                        "updated_at",
                        "name",
                        "client_id",
                        "client_secret",
                        "enabled",
                        "redirect_urls",
                        "roles",
                        "_links");
        assertThat(one.at("/created_at")).matches(TIME);
        assertThat(one.at("/updated_at")).matches(TIME);
        assertThat(one.at("/client_secret")).isEqualTo(made.at("/client_secret"));
        assertThat(one.json().get("enabled").asBoolean()).isTrue();
        assertThat(one.at("/_links/self/href")).isEqualTo(url);
        assertThat(one.at("/_links/user/href")).isEqualTo(account.url("/api/users/" + account.person.id()));
        assertThat(one.json().get("redirect_urls")).isEmpty();
        assertThat(one.json().get("roles")).hasSize(Scope.values().length);
    }

    @Test
    @Proves({"artsy-05", "artsy-11", "artsy-67"})
    void nobodySeesAnothersApplications() {
        String id = account.application("Mine").at("/id");
        ApiClient colleague = account.as(account.token(account.person(Role.OWNER), account.keys));
        ApiClient stranger = ArtsyAccount.open().client;

        for (ApiClient other : List.of(colleague, stranger)) {
            assertThat(other.get("/api/applications/" + id).status()).isEqualTo(404);
            assertThat(other.put("/api/applications/" + id, "{\"name\": \"Theirs\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(other.delete("/api/applications/" + id).status()).isEqualTo(404);
            assertThat(other.get(account.list()).status()).isEqualTo(404);
            assertThat(other.get("/api/users/" + account.person.id()).status()).isEqualTo(404);
        }
        assertThat(client.get("/api/applications/" + id).at("/name")).isEqualTo("Mine");
    }

    @Test
    @Proves("artsy-30")
    void anApplicationIsMadeOfANameAndPerhapsUrls() {
        Answer made = client.post(
                "/api/applications",
                "{\"name\": \"Web\", \"redirect_urls\": [\"https://a.example/back\", \"https://b.example/\"]}");
        Answer form = client.post(
                "/api/applications",
                "application/x-www-form-urlencoded",
                "name=Form&redirect_urls[]=https://c.example/".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(made.at("/_links/self/href"));
        assertThat(made.at("/redirect_urls/1")).isEqualTo("https://b.example/");
        assertThat(form.at("/redirect_urls/0")).as(form.text()).isEqualTo("https://c.example/");
    }

    @Test
    @Proves({"artsy-30", "artsy-40"})
    void faultsAreToldByField() {
        Answer nameless = client.post("/api/applications", "{\"redirect_urls\": [\"/here\"]}");

        assertThat(nameless.status()).isEqualTo(400);
        assertThat(nameless.at("/type")).isEqualTo("param_error");
        assertThat(nameless.at("/detail/name/0")).contains("name is missing");
        assertThat(nameless.at("/detail/redirect_urls/0")).contains("/here");
        for (String body : List.of("{", "[]", "", "{\"name\": \"\"}", "{\"name\": \"\\u0000\"}", "{\"name\": {}}")) {
            Answer refused = client.post("/api/applications", body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.at("/type")).as(body).isEqualTo("param_error");
            assertThat(refused.at("/message")).as(body).isNotEmpty();
        }
        Answer missing = client.get("/api/applications/nothing");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.at("/type")).isEqualTo("other_error");
        assertThat(client.get("/api/nothing").at("/type")).isEqualTo("other_error");
    }

    @Test
    @Proves("artsy-31")
    void anApplicationIsChangedAndDeleted() {
        Answer made = account.application("Before");
        String path = "/api/applications/" + made.at("/id");

        Answer changed = client.put(path, "{\"name\": \"After\", \"redirect_urls\": [\"https://a.example/\"]}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.at("/name")).isEqualTo("After");
        assertThat(changed.at("/client_secret")).isEqualTo(made.at("/client_secret"));
        assertThat(client.put(path, "{\"redirect_urls\": []}").json().get("redirect_urls"))
                .isEmpty();
        assertThat(client.put(path, "{\"enabled\": \"perhaps\"}").at("/detail/enabled/0"))
                .contains("true or false");
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(client.delete(path).status()).isEqualTo(404);
    }

    @Test
    @Proves({"artsy-02", "artsy-65"})
    void disablingAnApplicationStopsItsKeysAndEveryTokenAtOnce() {
        Answer made = account.application("Off");
        Credentials keys = new Credentials(made.at("/client_id"), made.at("/client_secret"));
        ApiClient itself = account.as(account.grant("""
                {"grant_type": "client_credentials", "client_id": "%s", "client_secret": "%s"}
                """.formatted(keys.clientId(), keys.clientSecret()))
                .at("/access_token"));
        ApiClient through = account.as(account.token(account.person, keys));
        ApiClient basic = account.server.anybody().as(keys.clientId(), keys.clientSecret());
        for (ApiClient each : List.of(itself, through)) {
            assertThat(each.get(account.list()).status()).isEqualTo(200);
        }
        assertThat(basic.get("/v1/projects").status()).isEqualTo(200);

        Answer off = client.put("/api/applications/" + made.at("/id"), "{\"enabled\": false}");

        assertThat(off.json().get("enabled").asBoolean(true)).isFalse();
        for (ApiClient each : List.of(itself, through)) {
            assertThat(each.get(account.list()).status()).isEqualTo(401);
        }
        assertThat(basic.get("/v1/projects").status()).isEqualTo(401);
    }

    @Test
    @Proves("artsy-64")
    void everyRevealIsInTheAuditTrail() {
        String id = account.application("Shown").at("/id");
        ApiClient auditor = account.server.anybody().as(account.keys.clientId(), account.keys.clientSecret());
        String trail = "/v1/audit?action=application.reveal";
        int before = auditor.get(trail).json().get("items").size();

        client.get("/api/applications/" + id);
        client.get(account.list());

        JsonNode reveals = auditor.get(trail).json().get("items");
        assertThat(reveals).hasSize(before + 2);
        assertThat(reveals.toString()).contains("person:" + account.person.id()).contains(id);
    }

    @Test
    @Proves("artsy-66")
    void applicationsThatNobodyOwnsBelongToTheirOrganization() {
        ApiClient unowned =
                account.as(account.grant("""
                {"grant_type": "client_credentials", "client_id": "%s", "client_secret": "%s"}
                """.formatted(account.keys.clientId(), account.keys.clientSecret()))
                        .at("/access_token"));
        account.application("A person's");

        Answer user = unowned.get(account.path(unowned.get("/api/current_user").header("Location")));
        Answer list = unowned.get(account.path(user.at("/_links/applications/href")));

        assertThat(user.at("/id")).isEqualTo(account.organization);
        assertThat(list.json().get("total_count").asInt()).isEqualTo(1);
        assertThat(list.at("/_embedded/applications/0/client_secret")).isEqualTo(account.keys.clientSecret());
    }

    @Test
    void whatMayDoMoreThanTheCallerIsMaskedAndCannotBeChanged() {
        Credentials weak = account.server
                .bean(Applications.class)
                .create(account.organization, null, "Weak", EnumSet.of(Scope.ADMIN, Scope.READ));
        Answer strong = account.application("Strong");
        ApiClient limited = account.as(account.token(account.person, weak));
        String path = "/api/applications/" + strong.at("/id");

        assertThat(limited.get(path).at("/client_secret")).isEqualTo(Applications.MASKED);
        Answer refused = limited.put(path, "{\"name\": \"Taken over\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/type")).isEqualTo("auth_error");
        Answer made = limited.post("/api/applications", "{\"name\": \"As weak\"}");
        assertThat(made.json().get("roles").toString()).isEqualTo("[\"admin\",\"read\"]");
    }

    @Test
    void aViewerMayNotManageApplications() {
        ApiClient viewer = account.as(account.token(account.person(Role.VIEWER), account.keys));

        assertThat(viewer.get("/api/applications").status()).isEqualTo(403);
        assertThat(viewer.post("/api/applications", "{\"name\": \"No\"}").status())
                .isEqualTo(403);
        assertThat(viewer.get("/api/current_user").status()).isEqualTo(302);
    }

    @Test
    void aNewApplicationIsBoundLikeItsMaker() {
        String path = "/v1/projects/" + account.project() + "/applications";
        Answer maker = account.administrator().post(path, """
                {"name": "Bound", "all_projects": true, "scopes": ["admin", "read"],
                 "expires_at": "2999-01-01T00:00:00Z", "allowed_addresses": ["127.0.0.0/8", "::1"]}
                """);
        assertThat(maker.status()).as(maker.text()).isEqualTo(201);
        Credentials keys = new Credentials(maker.at("/client_id"), maker.at("/client_secret"));

        Answer made = account.as(account.token(account.person, keys)).post("/api/applications", "{\"name\": \"T\"}");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Answer seen = account.administrator().get(path + "/" + made.at("/id"));
        assertThat(seen.json().get("allowed_addresses").toString()).isEqualTo("[\"127.0.0.0/8\",\"::1\"]");
        assertThat(seen.at("/expires_at")).isEqualTo("2999-01-01T00:00:00.000Z");
    }
}
