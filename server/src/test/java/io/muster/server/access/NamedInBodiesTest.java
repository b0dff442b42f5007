package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.OpenApiContract;
import io.muster.server.test.Routes.Route;
import io.muster.server.test.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Names what is another's where a body or the query names something, each way that there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamedInBodiesTest {
    private static final String HOME = "/v1/projects/{project}";

    /** What a body calls what has an id, and where a definition can name a segment. */
    private static final Pattern NAMES = Pattern.compile(
            "(since_)?(project|segment|export|destination|application|webhook"
                    + "|delivery|schedule|upload|job|erasure|access|person|organization)(s|_id|_ids)?|against|definition");

    /**
     * {@code export} is all of a request in a schedule, which takes no {@code since_export}, and {@code format} writes a definition
     * without reading it.
     */
    private static final Set<Named> OTHERWISE = Set.of(
            new Named("POST", HOME + "/export-schedules", "export"),
            new Named("PUT", HOME + "/export-schedules/{schedule}", "export"),
            new Named("POST", HOME + "/export-schedules", "since_export"),
            new Named("PUT", HOME + "/export-schedules/{schedule}", "since_export"),
            new Named("POST", HOME + "/segments/format", "definition"));

    /** In each body, {@code {mine}} stands for a segment of one's own, and other names for what is another's. */
    private static final List<Attempt> ATTEMPTS = List.of(
            attempt(
                    "POST",
                    HOME + "/applications",
                    "projects",
                    "{'name': 'A', 'scopes': ['read'], 'projects': ['{project}']}"),
            attempt("PATCH", HOME + "/applications/{application}", "projects", "{'projects': ['{project}']}"),
            attempt(
                    "POST",
                    "/v1/session",
                    "organization",
                    "{'email': 'a@example.com', 'password': 'a long enough one', 'organization': '{organization}'}"),
            attempt("POST", HOME + "/segments", "definition", "{'name': 'S', 'definition': {'segment': '{segment}'}}"),
            attempt("POST", HOME + "/segments/preview", "definition", "{'definition': {'segment': '{segment}'}}"),
            attempt(
                    "POST",
                    HOME + "/segments/preview",
                    "against",
                    "{'definition': {'all': []}, 'against': '{segment}'}"),
            attempt("POST", HOME + "/segments/overlap", "segments", "{'segments': ['{segment}', 'staff']}"),
            attempt(
                    "PUT",
                    HOME + "/segments/{segment}",
                    "definition",
                    "{'name': 'A secret segment', 'definition': {'segment': '{segment}'}}"),
            attempt(
                    "POST",
                    HOME + "/segments/explain",
                    "definition",
                    "{'profile': 'anna', 'definition': {'segment': '{segment}'}}"),
            attempt("POST", HOME + "/exports", "segment", "{'segment': '{segment}'}"),
            attempt("POST", HOME + "/exports", "definition", "{'definition': {'segment': '{segment}'}}"),
            attempt(
                    "POST",
                    HOME + "/exports",
                    "destination",
                    "{'definition': {'all': []}, 'destination': '{destination}'}"),
            attempt("POST", HOME + "/exports", "since_export", "{'segment': '{mine}', 'since_export': '{export}'}"),
            attempt(
                    "POST",
                    HOME + "/exports",
                    "columns",
                    "{'definition': {'all': []}, 'columns': ['id', 'segment:{segment}']}"),
            schedule("POST", "", "segment", "{'segment': '{segment}'}"),
            schedule("POST", "", "definition", "{'definition': {'segment': '{segment}'}}"),
            schedule("POST", "", "destination", "{'definition': {'all': []}, 'destination': '{destination}'}"),
            schedule("PUT", "/{schedule}", "segment", "{'segment': '{segment}'}"),
            schedule("PUT", "/{schedule}", "definition", "{'definition': {'segment': '{segment}'}}"),
            schedule(
                    "PUT", "/{schedule}", "destination", "{'definition': {'all': []}, 'destination': '{destination}'}"),
            attempt("POST", HOME + "/exports/{export}/deliveries", "destination", "{'destination': '{destination}'}"));

    private TestServer server;
    private Tenants tenants;
    private ApiClient stranger;
    private String victims;
    private Belongings theirs;
    private Belongings own;
    private String destination;
    private String theirDestination;

    /** A name in the body of a route. */
    private record Named(String method, String path, String name) {}

    private record Attempt(Named named, String body) {}

    private static Attempt attempt(String method, String path, String name, String body) {
        return new Attempt(new Named(method, path, name), body.replace('\'', '"'));
    }

    private static Attempt schedule(String method, String rest, String name, String export) {
        return attempt(
                method,
                HOME + "/export-schedules" + rest,
                name,
                "{'name': 'Weekly', 'timing': 'daily', 'export': " + export + "}");
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        server = TestServer.start(
                directory.resolve("data"),
                Map.of(
                        "muster.outbound.allow",
                        "127.0.0.0/8",
                        "muster.outbound.directory",
                        directory.resolve("copies").toString()));
        tenants = new Tenants(server);
        victims = tenants.organization();
        ApiClient victim = tenants.owner(victims);
        theirs = Belongings.of(victim);
        stranger = tenants.owner(tenants.organization());
        own = Belongings.of(stranger);
        destination = id(stranger, own);
        theirDestination = id(victim, theirs);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everythingThatABodyCanNameIsTried() {
        Set<String> known = new TreeSet<>();
        ATTEMPTS.forEach(each -> known.add(each.named().toString()));
        OTHERWISE.forEach(each -> known.add(each.toString()));
        Set<String> there = new TreeSet<>();
        for (Route route : OpenApiContract.routes()) {
            OpenApiContract.bodyNames(route).stream()
                    .filter(name -> NAMES.matcher(name).matches())
                    .forEach(name -> there.add(new Named(route.method(), route.path(), name).toString()));
        }

        assertThat(known).containsAll(there);
    }

    @Test
    void whatIsAnotherTenantsIsNotThere() {
        for (Attempt each : ATTEMPTS) {
            Answer answer = send(stranger, each, theirs);
            assertThat(answer.status()).as("%s: %s", each, answer.text()).isIn(refusal(each.named()), 404, 422);
            assertThat(answer.text()).as("%s", each).doesNotContain("A secret segment", "Victim's");
        }
    }

    private static int refusal(Named where) {
        if (where.path().equals("/v1/session")) {
            return 401;
        }
        return where.name().equals("since_export") ? 400 : 404;
    }

    /** Or the refusals would prove nothing. */
    @Test
    void whatIsOnesOwnIsThere() {
        for (Attempt each : ATTEMPTS) {
            boolean loops = each.named().method().equals("PUT") && each.body().contains("A secret segment");
            if (each.named().path().equals("/v1/session") || loops) {
                continue;
            }
            Answer answer = send(stranger, each, own);
            assertThat(answer.status()).as("%s: %s", each, answer.text()).isBetween(200, 299);
        }
    }

    @Test
    void anotherTenantsThingsFilterOutEverything() {
        for (String list : List.of(
                "/v1/audit?project=" + theirs.project(),
                "/v1/projects/" + own.project() + "/webhooks/deliveries?webhook=" + theirs.id("webhook"))) {
            Answer answer = stranger.get(list);
            assertThat(answer.status()).as("%s: %s", list, answer.text()).isIn(200, 404);
            assertThat(answer.text()).as(list).doesNotContain("\"id\"", "\"entry\"");
        }
    }

    @Test
    void anotherTenantsKeyWithOnesOwnSecretIsNoKey() {
        Applications.Credentials keys =
                server.bean(Applications.class).create(victims, null, "Victim's", Set.of(Scope.READ));
        Applications.Credentials mine =
                server.bean(Applications.class).create(tenants.organization(), null, "Mine", Set.of(Scope.READ));

        assertThat(server.anybody()
                        .post(
                                "/oauth/token",
                                "{\"grant_type\": \"client_credentials\", \"client_id\": \"" + keys.clientId()
                                        + "\", \"client_secret\": \"" + mine.clientSecret() + "\"}")
                        .status())
                .isEqualTo(401);
    }

    /** A key would be the same in both projects. */
    private static String id(ApiClient owner, Belongings things) {
        return owner.get("/v1/projects/" + things.project() + "/destinations/" + things.id("destination"))
                .at("/id");
    }

    private Answer send(ApiClient client, Attempt each, Belongings named) {
        Named where = each.named();
        String path = own.path(new Route(where.method(), where.path()));
        String body = each.body();
        for (String kind : List.of("project", "segment", "export")) {
            body = body.replace("{" + kind + "}", Objects.requireNonNull(named.id(kind)));
        }
        String lake = named == own ? destination : theirDestination;
        body = body.replace("{destination}", lake)
                .replace("{organization}", victims)
                .replace("{mine}", own.id("segment"));
        return client.with("Content-Type", "application/json")
                .send(where.method(), path, BodyPublishers.ofString(body), "");
    }
}
