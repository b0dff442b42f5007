package io.muster.server.facade.artisan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ProjectId;
import io.muster.server.access.AddressList;
import io.muster.server.access.ApplicationSettings;
import io.muster.server.access.Applications;
import io.muster.server.access.Applications.Credentials;
import io.muster.server.access.Applications.Issued;
import io.muster.server.access.Caller;
import io.muster.server.access.Reach;
import io.muster.server.access.Scope;
import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArtisanAccessTest {
    private final ArtisanApp app = ArtisanApp.open();

    @Test
    @Proves({"artisan-01", "artisan-02", "artisan-69"})
    void everyCallNeedsBothKeys() {
        ApiClient secretOnly =
                app.server.anybody().with("Authorization", "Token token=\"" + app.keys.clientSecret() + "\"");
        ApiClient publicOnly = app.server.anybody().with("public-api-key", app.keys.clientId());
        List<ApiClient> wrong = List.of(
                app.server.anybody(),
                secretOnly,
                publicOnly,
                app.as(new Credentials(app.keys.clientId(), "wrong")),
                app.as(new Credentials("nobody", app.keys.clientSecret())),
                app.server.owner());

        for (String path : List.of("/public/api/status", "/public/api/apps", app.path("/segments/"), app.path("/users/x"))) {
            for (ApiClient client : wrong) {
                Answer refused = client.get(path);
                assertThat(refused.status()).as(path).isEqualTo(401);
                assertThat(refused.text()).startsWith("{\"success\":false,\"error\":");
            }
        }
        assertThat(secretOnly.with("public-api-key", app.keys.clientId()).get("/public/api/status").status())
                .isEqualTo(200);
        String unknown = app.as(new Credentials("nobody", "x")).get("/public/api/apps").text();
        assertThat(app.as(new Credentials(app.keys.clientId(), "x")).get("/public/api/apps").text())
                .isEqualTo(unknown);
    }

    @Test
    @Proves("artisan-03")
    void theHeadersOfTheGuideMayStandOnEveryCall() {
        ApiClient client = app.server.anybody()
                .with("Accept-Encoding", "application/json")
                .with("Content-Type", "application/json")
                .with("Authorization", "Token token=\"" + app.keys.clientSecret() + "\"")
                .with("public-api-key", app.keys.clientId());

        for (String path : List.of("/public/api/status", "/public/api/apps", app.path("/segments/"))) {
            Answer answer = client.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.header("Content-Encoding")).isEmpty();
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        }
    }

    @Test
    @Proves("artisan-04")
    void aNewPairOfKeysCanBeMadeAndWorks() {
        Issued made = make(ApplicationSettings.of("New", reach(), Set.of(Scope.READ)));

        ApiClient client = app.as(credentials(made));

        assertThat(client.get(app.path("/segments/")).status()).isEqualTo(200);
    }

    @Test
    @Proves("artisan-30")
    void listsTheApps() {
        Answer apps = app.client.get("/public/api/apps");

        assertThat(apps.text()).isEqualTo("{\"apps\":[{\"id\":\"" + app.app + "\",\"name\":\"Shop\"}]}");
    }

    @Test
    @Proves("artisan-46")
    void keysBoundToAddressesAreRefusedElsewhere() {
        ApplicationSettings open = ApplicationSettings.of("Bound", reach(), Set.of(Scope.READ));
        Issued elsewhere = make(at(open, "203.0.113.0/24"));
        Issued here = make(at(open, "127.0.0.0/8", "::1"));

        Answer refused = app.as(credentials(elsewhere)).get("/public/api/apps");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().propertyNames()).containsExactly("success", "error");
        assertThat(app.as(credentials(here)).get("/public/api/apps").status()).isEqualTo(200);
    }

    @Test
    @Proves("artisan-70")
    void nothingOfAnotherOrganizationIsThere() {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        String job = app.exported(segment);
        ApiClient stranger = app.stranger();

        for (String path : List.of(
                app.path("/segments/"),
                app.path("/segments/" + segment + "/download"),
                app.path("/users/" + ArtisanApp.DEVICE),
                app.path("/users?ids=" + ArtisanApp.DEVICE),
                app.path("/users/shared_id/" + ArtisanApp.SHARED),
                app.path("/users/" + job + "/download"),
                "/public/api/jobs/" + job,
                "/public/api/jobs/" + job + "/download")) {
            Answer hidden = stranger.get(path);
            assertThat(hidden.status()).as(path).isEqualTo(404);
            assertThat(hidden.text()).doesNotContain("iOS");
        }
        for (String path : List.of(
                "/segments/" + segment, "/segments/" + segment + "/export", "/users/export", "/users/shared_id/export")) {
            assertThat(stranger.post(app.path(path), "").status()).as(path).isEqualTo(404);
        }
        assertThat(stranger.get("/public/api/apps").text()).isEqualTo("{\"apps\":[]}");
        assertThat(stranger.get("/public/api/status").text()).isEqualTo("{\"jobs\":[]}");
        assertThat(stranger.get("/public/api/jobs/status/COMPLETE").text()).isEqualTo("{\"jobs\":[]}");
    }

    @Test
    void keysMayDoNoMoreThanTheirScopesSay() {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        Credentials reader = app.server
                .bean(Applications.class)
                .create("default", new ProjectId(app.app), "Reader", Set.of(Scope.READ));

        Answer refused = app.as(reader).post(app.path("/segments/" + segment), "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/error")).contains("export");
    }

    private Reach reach() {
        return Reach.only(new ProjectId(app.app));
    }

    private Issued make(ApplicationSettings settings) {
        Caller owner = new Caller(
                Caller.Kind.APPLICATION, "owner", "default", Reach.everything(), EnumSet.allOf(Scope.class), null);
        return app.server.bean(Applications.class).create(owner, settings);
    }

    private static ApplicationSettings at(ApplicationSettings settings, String... addresses) {
        return new ApplicationSettings(
                settings.name(),
                settings.reach(),
                settings.scopes(),
                List.of(),
                new AddressList(List.of(addresses)),
                null,
                true);
    }

    private static Credentials credentials(Issued issued) {
        return new Credentials(issued.application().clientId(), issued.clientSecret());
    }
}
