package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.OpenApiContract;
import io.muster.server.test.Routes;
import io.muster.server.test.Routes.Route;
import io.muster.server.test.Routes.Served;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Calls every route there is, as somebody who must not get anything out of it. */
@OnEachDatabase
class IsolationTest {
    /** Whatever an answer may not contain: values that no request of a stranger has in it. */
    private static final List<String> SECRETS =
            List.of("says \\\"hi", "A secret segment", "Victim's application", "victim@example.com");

    private static final Set<String> OPEN = Set.of(
            "/health/live",
            "/health/ready",
            "/docs",
            "/v1/openapi.json",
            "/metrics",
            "/oauth/token",
            "/oauth/revoke",
            "/oidc/sign-in",
            "/oidc/callback",
            "/.well-known/jwks.json",
            "/api",
            "/api/status",
            "/api/tokens/xapp_token",
            "/oauth2/access_token");

    /** What is sent with the public key alone, in the body or the path, and says 400 where that is bad. */
    private static final Pattern BRINGS_ITS_KEY = Pattern.compile("/service/(event|identify|alias)");

    private final TestServer server;
    private final Tenants tenants;
    private final String organization;
    private final ApiClient victim;

    IsolationTest(Database database) {
        this.server = TestServer.on(database);
        this.tenants = new Tenants(server);
        this.organization = tenants.organization();
        this.victim = tenants.owner(organization);
    }

    @Test
    void everyRouteIsInTheDocumentOrInTheListOfItsInterface() {
        Set<Route> known = nameless(OpenApiContract.routes());
        known.addAll(nameless(Routes.listed()));

        assertThat(nameless(served())).isEqualTo(known);
    }

    @Test
    void nobodyGetsInWithoutCredentials() {
        for (Served each : Routes.served(server)) {
            Route route = each.route();
            boolean signsIn = route.equals(new Route("POST", "/v1/session"));
            if (isOpen(route) || signsIn || Front.of(route.path()) != Front.NATIVE) {
                continue;
            }
            assertThat(call(server.anybody(), route, Map.of()).status())
                    .as("%s", route)
                    .isEqualTo(401);
        }
    }

    @Test
    void anotherTenantGetsNothing() {
        Map<String, String> things = things();
        ApiClient stranger = tenants.owner(tenants.organization());

        for (Route route : served()) {
            boolean names = route.path().contains("{");
            if (isOpen(route) || Front.of(route.path()) != Front.NATIVE) {
                continue;
            }
            Answer answer = call(stranger, route, things);
            assertThat(SECRETS).as("%s: %s", route, answer.text()).noneMatch(answer.text()::contains);
            if (names) {
                assertThat(answer.status()).as("%s: %s", route, answer.text()).isIn(403, 404);
            }
        }
        assertThat(intact(things)).isTrue();
    }

    @Test
    void aProjectsApplicationGetsNothingOfAnother() {
        Map<String, String> things = things();
        Answer own = tenants.project(victim);
        Answer made = victim.post(
                "/v1/projects/" + own.at("/id") + "/applications",
                "{\"name\": \"Bound\", \"scopes\": [\"admin\", \"read\", \"ingest\", \"segments\", \"export\"]}");
        ApiClient bound = server.anybody().as(made.at("/client_id"), made.at("/client_secret"));

        for (Route route : served()) {
            if (!route.path().contains("{") || Front.of(route.path()) != Front.NATIVE) {
                continue;
            }
            Answer answer = call(bound, route, things);
            assertThat(answer.status()).as("%s: %s", route, answer.text()).isIn(403, 404);
        }
        assertThat(intact(things)).isTrue();
    }

    @Test
    @Proves({"apsis-16", "artisan-01", "artsy-01", "mparticle-01"})
    void theCompatibleInterfacesGiveAStrangerNothingAndNobodyAnything() {
        Map<String, String> things = things();
        Applications.Credentials keys = server.bean(Applications.class)
                .create(tenants.organization(), null, "Stranger", EnumSet.allOf(Scope.class));
        for (Route route : Routes.listed()) {
            ApiClient stranger = as(Front.of(route.path()), keys);
            Answer answer = call(stranger, route, things);
            assertThat(SECRETS).as("%s: %s", route, answer.text()).noneMatch(answer.text()::contains);
            if (route.path().contains("{")) {
                assertThat(answer.status()).as("%s: %s", route, answer.text()).isBetween(400, 499);
            }
            if (!isOpen(route)) {
                assertThat(call(server.anybody(), route, things).status())
                        .as("%s without credentials", route)
                        .isIn(401, BRINGS_ITS_KEY.matcher(route.path()).lookingAt() ? 400 : 401);
            }
        }
        assertThat(intact(things)).isTrue();
    }

    private ApiClient as(Front front, Applications.Credentials keys) {
        String token = server.anybody()
                .as(keys.clientId(), keys.clientSecret())
                .post("/oauth/token", "{\"grant_type\": \"client_credentials\"}")
                .at("/access_token");
        return switch (front) {
            case ARTISAN ->
                server.anybody()
                        .with("Authorization", "Token token=\"" + keys.clientSecret() + "\"")
                        .with("public-api-key", keys.clientId());
            case ARTSY -> server.anybody().with("X-Access-Token", token);
            case APSIS -> server.anybody().with("Authorization", "Bearer " + token);
            case TRACKING, MPARTICLE, NATIVE -> server.anybody().as(keys.clientId(), keys.clientSecret());
        };
    }

    @Test
    void everythingButTheScopeIsNotEnough() {
        Map<String, String> things = things();
        Map<Scope, ApiClient> without = EnumSet.allOf(Scope.class).stream()
                .collect(Collectors.toMap(
                        scope -> scope,
                        scope -> tenants.client(organization, EnumSet.complementOf(EnumSet.of(scope)))));

        for (Served each : Routes.served(server)) {
            Optional<Scope> needed = ScopeCheck.of(each.handler());
            if (needed.isEmpty()
                    || isOpen(each.route())
                    || Front.of(each.route().path()) != Front.NATIVE) {
                continue;
            }
            Answer answer = call(Objects.requireNonNull(without.get(needed.get())), each.route(), things);
            assertThat(answer.status())
                    .as("%s without %s: %s", each.route(), needed.get(), answer.text())
                    .isEqualTo(403);
        }
        assertThat(intact(things)).isTrue();
    }

    /** Signed links are for whoever has them. */
    private static boolean isOpen(Route route) {
        return OPEN.contains(route.path()) || route.path().startsWith("/files/");
    }

    /** Something of each kind in the victim's project, by the names that paths have for them. */
    private Map<String, String> things() {
        Shop shop = Shop.open(victim);
        String key = shop.path("").replaceFirst("/v1/projects/", "");
        String segment = shop.segment("A secret segment", "{\"attribute\": \"country\", \"is\": \"SE\"}")
                .get("id")
                .asString();
        String export =
                shop.export("{\"segment\": \"" + segment + "\"}").get("id").asString();
        Answer application =
                victim.post(shop.path("/applications"), "{\"name\": \"Victim's application\", \"scopes\": [\"read\"]}");
        Answer person = victim.post(
                "/v1/people",
                "{\"email\": \"victim@example.com" + organization
                        + "\", \"name\": \"Victim\", \"role\": \"viewer\", \"password\": \"a long enough one\"}");
        Map<String, String> things = new HashMap<>();
        things.put("project", key);
        things.put("segment", segment);
        things.put("profile", "anna");
        things.put("user", "anna");
        things.put("key", "anna@example.com");
        things.put("keyspace", "email");
        things.put("export", export);
        things.put("job", victim.get(shop.path("/jobs")).at("/items/0/id"));
        things.put("application", application.at("/id"));
        things.put("person", person.at("/id"));
        return things;
    }

    private boolean intact(Map<String, String> things) {
        String project = "/v1/projects/" + things.get("project");
        return victim.get(project + "/profiles/anna").status() == 200
                && victim.get(project + "/segments/" + things.get("segment")).status() == 200
                && victim.get(project + "/exports/" + things.get("export") + "/file")
                                .status()
                        == 200
                && victim.get(project + "/applications/" + things.get("application"))
                        .at("/name")
                        .startsWith("Victim's")
                && victim.get("/v1/people/" + things.get("person")).status() == 200;
    }

    private Answer call(ApiClient client, Route route, Map<String, String> things) {
        String path = route.path();
        for (Map.Entry<String, String> thing : things.entrySet()) {
            path = path.replace("{" + thing.getKey() + "}", thing.getValue());
        }
        path = path.replaceAll("\\{[^}]+}", "1");
        Optional<String> type = OpenApiContract.bodyType(route);
        if (type.isEmpty()) {
            return client.send(route.method(), path, BodyPublishers.noBody(), "");
        }
        String body = type.get().endsWith("json") ? OpenApiContract.exampleBody(route) : "";
        return client.with("Content-Type", type.get()).send(route.method(), path, BodyPublishers.ofString(body), "");
    }

    private Set<Route> served() {
        return Routes.served(server).stream().map(Served::route).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Route> nameless(Set<Route> routes) {
        return routes.stream().map(Route::nameless).collect(Collectors.toCollection(TreeSet::new));
    }
}
