package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ProjectId;
import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.OpenApiContract;
import io.muster.server.test.Routes;
import io.muster.server.test.Routes.Route;
import io.muster.server.test.Routes.Served;
import io.muster.server.test.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

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
            "/.well-known/receipt-keys.json",
            "/api",
            "/api/status",
            "/api/tokens/xapp_token",
            "/oauth2/access_token");

    /** Where callers ask of nothing but themselves. */
    private static final Set<Route> FOR_ALL = Set.of(
            new Route("GET", "/v1/session"),
            new Route("DELETE", "/v1/session"),
            new Route("POST", "/oauth/token"),
            new Route("POST", "/oauth/revoke"),
            new Route("GET", "/api/current_user"),
            new Route("GET", "/api/users/{person}"),
            new Route("POST", "/api/tokens/xapp_token"),
            new Route("DELETE", "/api/tokens/access_token"),
            new Route("POST", "/oauth2/access_token"));

    /** What nobody has to say who they are for. */
    private static final Set<Route> FOR_STRANGERS = Set.of(
            new Route("POST", "/v1/session"),
            new Route("GET", "/v1/openapi.json"),
            new Route("GET", "/docs"),
            new Route("GET", "/health/live"),
            new Route("GET", "/health/ready"),
            new Route("GET", "/oidc/sign-in"),
            new Route("GET", "/oidc/callback"),
            new Route("GET", "/.well-known/jwks.json"),
            new Route("GET", "/.well-known/receipt-keys.json"),
            new Route("GET", "/files/{export}"),
            new Route("GET", "/api"),
            new Route("GET", "/api/status"));

    /** What cannot be asked for without parameters. */
    private static final Set<String> NEEDS_MORE =
            Set.of("/v1/projects/{project}/profiles", "/v1/projects/{project}/segments/{segment}/versions/diff");

    /** What a project's own people name, so that it can be the same in two projects. */
    private static final Pattern OWN_NAMES = Pattern.compile("\\{(profile|alias)}");

    /** What is sent with the public key alone, in the body or the path, and says 400 where that is bad. */
    private static final Pattern BRINGS_ITS_KEY = Pattern.compile("/service/(event|identify|alias)");

    private static final Map<Database, TestServer> SERVERS = new EnumMap<>(Database.class);

    @TempDir
    private static Path directory;

    private final TestServer server;
    private final Tenants tenants;
    private final String organization;
    private final ApiClient victim;

    IsolationTest(Database database) {
        this.server = SERVERS.computeIfAbsent(database, IsolationTest::start);
        this.tenants = new Tenants(server);
        this.organization = tenants.organization();
        this.victim = tenants.owner(organization);
    }

    private static TestServer start(Database database) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("muster.outbound.allow", "127.0.0.0/8");
        settings.put("muster.outbound.directory", directory.resolve("copies").toString());
        return TestServer.start(directory.resolve(database.name()), settings);
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestServer::close);
        SERVERS.clear();
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
            assertThat(call(server.anybody(), route, nowhere(route)).status())
                    .as("%s", route)
                    .isEqualTo(401);
        }
    }

    @Test
    void anotherTenantGetsNothing() {
        Belongings things = belongings();
        ApiClient stranger = tenants.owner(tenants.organization());

        for (Route route : served()) {
            boolean names = route.path().contains("{");
            if (isOpen(route) || Front.of(route.path()) != Front.NATIVE) {
                continue;
            }
            Answer answer = call(stranger, route, things.path(route));
            assertThat(SECRETS).as("%s: %s", route, answer.text()).noneMatch(answer.text()::contains);
            if (names) {
                assertThat(answer.status()).as("%s: %s", route, answer.text()).isIn(403, 404);
            }
        }
        assertThat(intact(things)).isTrue();
    }

    @Test
    void aProjectsApplicationGetsNothingOfAnother() {
        Belongings things = belongings();
        Answer own = tenants.project(victim);
        Answer made = victim.post(
                "/v1/projects/" + own.at("/id") + "/applications",
                "{\"name\": \"Bound\", \"scopes\": [\"admin\", \"read\", \"ingest\", \"segments\", \"export\"]}");
        ApiClient bound = server.anybody().as(made.at("/client_id"), made.at("/client_secret"));

        for (Route route : served()) {
            if (!route.path().contains("{") || Front.of(route.path()) != Front.NATIVE) {
                continue;
            }
            Answer answer = call(bound, route, things.path(route));
            assertThat(answer.status()).as("%s: %s", route, answer.text()).isIn(403, 404);
        }
        assertThat(intact(things)).isTrue();
    }

    @Test
    @Proves({"apsis-16", "artisan-01", "artsy-01", "mparticle-01"})
    void theCompatibleInterfacesGiveAStrangerNothingAndNobodyAnything() {
        Belongings things = belongings();
        String another = tenants.organization();
        Applications.Credentials keys = server.bean(Applications.class)
                .create(
                        another,
                        new ProjectId(tenants.project(tenants.owner(another)).at("/id")),
                        "Stranger",
                        EnumSet.allOf(Scope.class));
        for (Route route : Routes.listed()) {
            ApiClient stranger = as(Front.of(route.path()), keys);
            Answer answer = call(stranger, route, things.path(route));
            assertThat(SECRETS).as("%s: %s", route, answer.text()).noneMatch(answer.text()::contains);
            if (route.path().replace("{status}", "").contains("{")) {
                assertThat(answer.status())
                        .as("%s: %s", route, answer.text())
                        .isIn(BRINGS_ITS_KEY.matcher(route.path()).lookingAt() ? 400 : 404, 403, 404, 410);
            }
            if (!isOpen(route)) {
                assertThat(call(server.anybody(), route, things.path(route)).status())
                        .as("%s without credentials", route)
                        .isIn(401, BRINGS_ITS_KEY.matcher(route.path()).lookingAt() ? 400 : 401);
            }
        }
        assertThat(intact(things)).isTrue();
    }

    /** Otherwise nobody would get anything at these paths, and the other tests would prove nothing. */
    @Test
    void whoseTheThingsAreGetsThem() {
        Belongings things = belongings();

        for (Route route : served()) {
            if (!route.method().equals("GET")
                    || !route.path().contains("{")
                    || isOpen(route)
                    || NEEDS_MORE.contains(route.path())
                    || Front.of(route.path()) != Front.NATIVE) {
                continue;
            }
            Answer answer = call(victim, route, things.path(route));
            assertThat(answer.status()).as("%s: %s", route, answer.text()).isEqualTo(200);
        }
    }

    @Test
    void whatIsAnotherProjectsIsNotThereInOnesOwn() {
        Belongings things = belongings();
        String other = tenants.project(victim).at("/key");

        for (Route route : served()) {
            String rest =
                    OWN_NAMES.matcher(route.path().replace("{project}", "")).replaceAll("");
            if (!route.path().startsWith("/v1/projects/") || !rest.contains("{")) {
                continue;
            }
            Answer answer = call(victim, route, things.path(route, other));
            assertThat(answer.status()).as("%s: %s", route, answer.text()).isEqualTo(404);
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
            case TRACKING, MPARTICLE, TOKEN, NATIVE -> server.anybody().as(keys.clientId(), keys.clientSecret());
        };
    }

    /** What an operation needs is written for callers, apart from the code that asks for it. */
    @Test
    void everyRouteSaysWhatItNeeds() {
        Map<String, Set<Route>> said = new TreeMap<>();
        Routes.scopes()
                .forEach((route, scope) ->
                        said.computeIfAbsent(scope, key -> new TreeSet<>()).add(route));

        assertThat(said.keySet()).isSubsetOf(words());
        assertThat(said.get("any")).isEqualTo(nameless(FOR_ALL));
        assertThat(said.get("none")).isEqualTo(nameless(FOR_STRANGERS));
    }

    @Test
    void everythingButTheScopeIsNotEnough() {
        Belongings things = belongings();
        Map<Route, String> needs = Routes.scopes();
        Map<String, Applications.Credentials> without = EnumSet.allOf(Scope.class).stream()
                .collect(Collectors.toMap(Scope::text, scope -> application(EnumSet.complementOf(EnumSet.of(scope)))));

        for (Route route : served()) {
            Applications.Credentials keys = without.get(needs.getOrDefault(route.nameless(), ""));
            if (keys == null || route.path().equals("/metrics")) {
                continue;
            }
            Answer answer = call(as(Front.of(route.path()), keys), route, things.path(route));
            assertThat(answer.status())
                    .as("%s without %s: %s", route, needs.get(route.nameless()), answer.text())
                    .isEqualTo(403);
        }
        assertThat(intact(things)).isTrue();
    }

    @Test
    void whatIsForAllIsForWhoeverHasOneScope() {
        Belongings things = belongings();
        for (Scope scope : Scope.values()) {
            Set<Route> all = new TreeSet<>(FOR_ALL);
            all.addAll(FOR_STRANGERS);
            for (Route route : all) {
                ApiClient one = as(Front.of(route.path()), application(EnumSet.of(scope)));
                Answer answer = call(one, route, things.path(route));
                assertThat(answer.text()).as("%s with %s", route, scope).doesNotContain("it needs the scope");
            }
        }
    }

    /** What is over cannot be cancelled (409), which only those are told who may cancel. */
    @Test
    void cancellingAJobTakesTheScopeOfWhatItWorksFor() {
        Belongings things = belongings();
        String jobs = "/v1/projects/" + things.project() + "/jobs";
        Map<String, Scope> scopes = Map.of(
                "export", Scope.EXPORT,
                "erasure", Scope.ERASE,
                "subject_access", Scope.ERASE,
                "segment", Scope.SEGMENTS,
                "project", Scope.SEGMENTS);
        Set<String> seen = new TreeSet<>();
        for (JsonNode job : victim.get(jobs).json().get("items")) {
            String subject = job.at("/subject/type").asString();
            Scope needed = Objects.requireNonNull(scopes.get(subject), subject);
            String path = jobs + "/" + job.get("id").asString();
            EnumSet<Scope> others = EnumSet.complementOf(EnumSet.of(needed));

            assertThat(as(Front.NATIVE, application(others)).delete(path).status())
                    .as(subject)
                    .isEqualTo(403);
            assertThat(as(Front.NATIVE, application(EnumSet.of(Scope.READ, needed)))
                            .delete(path)
                            .status())
                    .as(subject)
                    .isNotEqualTo(403);
            seen.add(subject);
        }
        assertThat(seen).contains("export", "erasure", "subject_access");
    }

    private Applications.Credentials application(Set<Scope> scopes) {
        return server.bean(Applications.class).create(organization, null, "Test", scopes);
    }

    private static Set<String> words() {
        Set<String> words =
                Arrays.stream(Scope.values()).map(Scope::text).collect(Collectors.toCollection(TreeSet::new));
        words.addAll(Set.of("any", "none"));
        return words;
    }

    /** Signed links are for whoever has them. */
    private static boolean isOpen(Route route) {
        return OPEN.contains(route.path()) || route.path().startsWith("/files/");
    }

    private Belongings belongings() {
        return Belongings.of(victim);
    }

    private boolean intact(Belongings things) {
        String project = "/v1/projects/" + things.project();
        return victim.get(project + "/profiles/anna").status() == 200
                && victim.get(project + "/segments/" + things.id("segment")).status() == 200
                && victim.get(project + "/exports/" + things.id("export") + "/file")
                                .status()
                        == 200
                && victim.get(project + "/applications/" + things.id("application"))
                        .at("/name")
                        .startsWith("Victim's")
                && victim.get("/v1/people/" + things.id("person")).status() == 200;
    }

    private Answer call(ApiClient client, Route route, String path) {
        boolean sends = Set.of("POST", "PUT").contains(route.method());
        Optional<String> type = Front.of(route.path()) != Front.NATIVE && sends
                ? Optional.of("application/json")
                : OpenApiContract.bodyType(route);
        if (type.isEmpty()) {
            return client.send(route.method(), path, BodyPublishers.noBody(), "");
        }
        String body = type.get().endsWith("json") ? OpenApiContract.exampleBody(route) : "";
        return client.with("Content-Type", type.get()).send(route.method(), path, BodyPublishers.ofString(body), "");
    }

    private static String nowhere(Route route) {
        return route.path().replaceAll("\\{[^}]+}", "1");
    }

    private Set<Route> served() {
        return Routes.served(server).stream().map(Served::route).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Route> nameless(Set<Route> routes) {
        return routes.stream().map(Route::nameless).collect(Collectors.toCollection(TreeSet::new));
    }
}
