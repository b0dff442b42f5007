package io.muster.server.facade.artsy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.muster.server.access.Applications;
import io.muster.server.access.Applications.Credentials;
import io.muster.server.access.Scope;
import io.muster.server.conformance.Proves;
import io.muster.server.person.People;
import io.muster.server.person.PersonSettings;
import io.muster.server.person.Role;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.SteppedClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArtsyTokensTest {
    private final ArtsyAccount account = ArtsyAccount.open();

    @Test
    @Proves("artsy-01")
    void everythingButTheEntranceNeedsAToken() {
        ApiClient anybody = account.server.anybody();
        for (String path : List.of("/api/applications", "/api/applications/x", "/api/current_user", "/api/users/x")) {
            for (ApiClient each : List.of(anybody, anybody.with("X-Access-Token", "wrong"))) {
                Answer refused = each.get(path);
                assertThat(refused.status()).as(path).isEqualTo(401);
                assertThat(refused.at("/type")).as(path).isEqualTo("auth_error");
                assertThat(refused.at("/message")).as(path).isNotEmpty();
            }
        }
    }

    @Test
    @Proves("artsy-37")
    void theStatusNeedsNoKey() {
        Answer status = account.server.anybody().get("/api/status");

        assertThat(status.status()).isEqualTo(200);
        assertThat(status.at("/status")).isEqualTo("ok");
    }

    @Test
    @Proves("artsy-33")
    void anApplicationGetsAnXappToken() {
        String query = "client_id=" + account.keys.clientId() + "&client_secret=" + account.keys.clientSecret();
        Answer json = account.server.anybody().post("/api/tokens/xapp_token", """
                        {"client_id": "%s", "client_secret": "%s"}
                        """.formatted(
                        account.keys.clientId(), account.keys.clientSecret()));
        Answer form = account.server
                .anybody()
                .post(
                        "/api/tokens/xapp_token",
                        "application/x-www-form-urlencoded",
                        query.getBytes(StandardCharsets.UTF_8));
        Answer bare = account.server.anybody().post("/api/tokens/xapp_token?" + query, "");

        for (Answer answer : List.of(json, form, bare)) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(answer.json().propertyNames()).containsExactly("type", "token", "expires_at");
            assertThat(answer.at("/type")).isEqualTo("xapp_token");
            assertThat(instant(answer.at("/expires_at"))).isAfter(now());
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(account.server
                            .anybody()
                            .with("X-Xapp-Token", answer.at("/token"))
                            .get("/api/current_user")
                            .status())
                    .isEqualTo(302);
        }
    }

    @Test
    @Proves({"artsy-34", "artsy-36"})
    void aUsersCredentialsGiveAnAccessTokenForSixtyDays() {
        Answer granted = account.grant("""
                {"client_id": "%s", "client_secret": "%s", "grant_type": "credentials", "email": "%s", "password": "%s"}
                """.formatted(
                account.keys.clientId(), account.keys.clientSecret(), account.person.email(), ArtsyAccount.PASSWORD));

        assertThat(granted.status()).as(granted.text()).isEqualTo(200);
        assertThat(granted.json().propertyNames()).containsExactly("access_token", "expires_in");
        assertThat(instant(granted.at("/expires_in")))
                .isCloseTo(now().plus(60, ChronoUnit.DAYS), within(5, ChronoUnit.MINUTES));
        ApiClient user = account.as(granted.at("/access_token"));
        Answer redirect = user.get("/api/current_user");
        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.header("Location")).isEqualTo(account.url("/api/users/" + account.person.id()));
        assertThat(redirect.at("/_links/location/href")).isEqualTo(redirect.header("Location"));
        Answer shown = user.get(account.path(redirect.header("Location")));
        assertThat(shown.at("/email")).isEqualTo(account.person.email());
        assertThat(shown.at("/name")).isEqualTo("Ada");
    }

    @Test
    @Proves("artsy-62")
    void otherGrantsAreClientCredentialsAndNoCodes() {
        String keys = "\"client_id\": \"" + account.keys.clientId() + "\", \"client_secret\": \""
                + account.keys.clientSecret() + "\"";

        Answer client = account.grant("{\"grant_type\": \"client_credentials\", " + keys + "}");
        assertThat(account.as(client.at("/access_token"))
                        .get("/api/current_user")
                        .status())
                .isEqualTo(302);
        Answer code = account.grant("{\"grant_type\": \"authorization_code\", \"code\": \"x\", " + keys + "}");
        assertThat(code.status()).isEqualTo(400);
        assertThat(code.at("/type")).isEqualTo("param_error");
        assertThat(code.at("/detail/grant_type/0"))
                .contains("no page to sign in")
                .contains("client_credentials");
        for (String grant : List.of("{}", "{\"grant_type\": \"magic\"}", "{\"grant_type\": \"credentials\"}", "")) {
            assertThat(account.grant(grant).status()).as(grant).isEqualTo(400);
        }
    }

    @Test
    void wrongCredentialsOfEitherAreRefused() {
        String grant = """
                {"grant_type": "credentials", "client_id": "%s", "client_secret": "%s", "email": "%s", "password": "%s"}""";
        String id = account.keys.clientId();
        String secret = account.keys.clientSecret();
        String email = account.person.email();
        ArtsyAccount other = ArtsyAccount.open();

        for (String body : List.of(
                grant.formatted(id, "wrong", email, ArtsyAccount.PASSWORD),
                grant.formatted(id, secret, email, "wrong"),
                grant.formatted(id, secret, "nobody@example.com", ArtsyAccount.PASSWORD),
                grant.formatted(id, secret, other.person.email(), ArtsyAccount.PASSWORD))) {
            Answer refused = account.grant(body);
            assertThat(refused.status()).as(body).isEqualTo(401);
            assertThat(refused.at("/type")).isEqualTo("auth_error");
        }
    }

    @Test
    @Proves("artsy-35")
    void deletingATokenEndsItAndNoOther() {
        String second = account.token(account.person, account.keys);

        assertThat(account.as(second).delete("/api/tokens/access_token").status())
                .isEqualTo(204);

        assertThat(account.as(second).get("/api/current_user").status()).isEqualTo(401);
        assertThat(account.client.get("/api/current_user").status()).isEqualTo(302);
    }

    @Test
    @Proves({"artsy-45", "artsy-68"})
    void tokensComeInAnyOfThreeHeadersAndFromOAuthToo() {
        String jwt = account.server
                .anybody()
                .as(account.keys.clientId(), account.keys.clientSecret())
                .post("/oauth/token", "{\"grant_type\": \"client_credentials\"}")
                .at("/access_token");

        for (String header : List.of("X-Access-Token", "X-Auth-Token", "X-Xapp-Token")) {
            for (String token : List.of(account.token, jwt)) {
                Answer answer = account.server.anybody().with(header, token).get("/api/current_user");
                assertThat(answer.status()).as(header).isEqualTo(302);
            }
        }
    }

    @Test
    @Proves({"artsy-41", "artsy-43"})
    void knowsThreeTypesOfContentAndNoOthers() {
        for (String type : List.of("application/hal+json", "application/json", "application/vnd.artsy-v2+json")) {
            Answer answer = account.client.with("Accept", type).get(account.list());
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith(type);
            Answer made = account.client.post(
                    "/api/applications", type, "{\"name\": \"T\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
        }
        assertThat(account.client.get(account.list()).header("Content-Type")).startsWith("application/hal+json");
        Answer read = account.client.with("Accept", "text/csv").get(account.list());
        Answer written = account.client.post("/api/applications", "text/csv", "name".getBytes(StandardCharsets.UTF_8));
        for (Answer refused : List.of(read, written)) {
            assertThat(refused.status()).isEqualTo(406);
            assertThat(refused.text())
                    .isEqualTo("{\"error\":\"The requested content-type 'text/csv' is not supported.\"}");
        }
    }

    @Test
    void secretsAndPasswordsInTheAddressOfAnAccessTokenAreRefused() {
        String keys = "client_id=" + account.keys.clientId() + "&client_secret=" + account.keys.clientSecret();
        String login = "&email=" + account.person.email() + "&password=a+long+enough+one";
        Answer both = account.server.anybody().post("/oauth2/access_token?grant_type=client_credentials&" + keys, "");
        Answer person = account.server
                .anybody()
                .post(
                        "/oauth2/access_token?password=a+long+enough+one",
                        "application/x-www-form-urlencoded",
                        ("grant_type=credentials&" + keys + login).getBytes(StandardCharsets.UTF_8));

        assertThat(both.status()).as(both.text()).isEqualTo(400);
        assertThat(both.at("/type")).isEqualTo("param_error");
        assertThat(both.at("/message")).contains("client_secret", "body").doesNotContain(account.keys.clientSecret());
        assertThat(person.status()).as(person.text()).isEqualTo(400);
        assertThat(person.at("/message")).contains("password");
    }

    @Test
    void aUsersTokenBuysNoneThatMayMoreThanItsApplication() {
        Credentials narrow = account.server
                .bean(Applications.class)
                .create(account.organization, null, "Reads", EnumSet.of(Scope.READ));
        ApiClient reader =
                account.server.anybody().with("Authorization", "Bearer " + account.token(account.person, narrow));
        assertThat(reader.get("/v1/projects").status()).isEqualTo(200);
        assertThat(reader.get("/v1/people").status()).isEqualTo(403);

        Answer refused = reader.post("/oauth/token", "{\"grant_type\": \"client_credentials\"}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(401);
    }

    @Test
    void aUsersTokenEndsWithTheUser() {
        var colleague = account.person(Role.OWNER);
        ApiClient client = account.as(account.token(colleague, account.keys));
        assertThat(client.get("/api/current_user").status()).isEqualTo(302);
        var owner = account.server
                .bean(People.class)
                .caller(account.person.id(), account.organization, 0)
                .orElseThrow();

        account.server
                .bean(People.class)
                .update(
                        owner,
                        colleague.id(),
                        new PersonSettings(Optional.empty(), Optional.empty(), Optional.of(false), Optional.empty()));

        assertThat(client.get("/api/current_user").status()).isEqualTo(401);
    }

    private Instant now() {
        return account.server.bean(SteppedClock.class).instant();
    }

    private static Instant instant(String text) {
        assertThat(text).endsWith("+00:00").hasSize(25);
        return OffsetDateTime.parse(text).toInstant();
    }
}
