package io.muster.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.IdentityProviderServer;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTest {
    private static final String PASSWORD = "correct horse battery";

    private final IdentityProviderServer provider = new IdentityProviderServer();
    private final Path directory;
    private final TestServer server;
    private String email = "";

    OidcTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.server = TestServer.start(directory.resolve("data"), settings());
    }

    @AfterAll
    void stop() {
        server.close();
        provider.close();
    }

    @BeforeEach
    void ada() {
        provider.anew();
        email = "ada." + UUID.randomUUID() + "@example.com";
        assertThat(add(email).status()).isEqualTo(201);
        provider.says(verified(email));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(provider.settings());
        settings.put("muster.oidc.domains", "Example.com");
        return settings;
    }

    @Test
    void aPersonComesBackFromTheProviderIntoASession() {
        Answer begun = server.anybody().get("/oidc/sign-in?return_to=/docs%3Fa=b");
        assertThat(begun.status()).as(begun.text()).isEqualTo(303);
        assertThat(begun.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(begun.header("Location"))
                .startsWith(provider.issuer() + "/authorize?")
                .contains("response_type=code", "scope=openid+email", "code_challenge_method=S256", "nonce=", "state=")
                .contains("redirect_uri=https%3A%2F%2Fmuster.example.com%2Foidc%2Fcallback");

        Answer end = end(begun, provider.authorize(begun.header("Location")));

        assertThat(end.status()).as(end.text()).isEqualTo(303);
        assertThat(end.header("Location")).isEqualTo("/docs?a=b");
        List<String> cookies = end.headers().allValues("Set-Cookie");
        assertThat(cookies).hasSize(2);
        assertThat(cookies.getFirst()).contains("HttpOnly", "SameSite=Strict");
        assertThat(cookies.getLast()).contains("muster_sign_in=;", "Max-Age=0");
        ApiClient ada = server.anybody().with("Cookie", pair(cookies.getFirst()));
        assertThat(ada.get("/v1/session").at("/email")).isEqualTo(email);
        String project = "{\"name\": \"Hers\"}";
        assertThat(ada.post("/v1/projects", project).status()).isEqualTo(403);
        assertThat(ada.with("X-CSRF-Token", ada.get("/v1/session").at("/csrf_token"))
                        .with("Idempotency-Key", email)
                        .post("/v1/projects", project)
                        .status())
                .isEqualTo(201);
        assertThat(server.owner().get("/v1/audit?action=person.sign_in&limit=1").text())
                .contains("\"by\":\"oidc\"");
    }

    @Test
    void theAddressMayComeFromTheUserInfoOfTheSamePerson() {
        provider.says(claims -> {});
        provider.tells(Map.of("sub", "u-1", "email", email, "email_verified", true));
        assertThat(signIn().status()).isEqualTo(303);

        provider.tells(Map.of("sub", "u-2", "email", email, "email_verified", true));
        assertThat(signIn().at("/detail")).contains("does not say whose the e-mail address is");
    }

    @Test
    void aKeyThatTheProviderTookIntoUseMeanwhileIsFetched() {
        assertThat(signIn().status()).isEqualTo(303);
        provider.anew();
        provider.says(verified(email));

        Answer rotated = signIn();

        assertThat(rotated.status()).as(rotated.text()).isEqualTo(303);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claimsThatAreNotGood")
    void aTokenThatIsNotForThisSignInIsRefused(String words, Consumer<JWTClaimsSet.Builder> change) {
        provider.says(verified(email).andThen(change));

        refused(signIn(), words);
    }

    private static Stream<Arguments> claimsThatAreNotGood() {
        return Stream.of(
                claims("nonce", it -> it.claim("nonce", "another")),
                claims("nonce", it -> it.claim("nonce", null)),
                claims("audience", it -> it.audience("somebody-else")),
                claims("issuer", it -> it.issuer("https://evil.example")),
                claims(
                        "Expired",
                        it -> it.expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                claims("has not verified", it -> it.claim("email_verified", false)),
                claims("has not verified", it -> it.claim("email_verified", null)),
                claims("'evil.example' do not sign in", it -> it.claim("email", "ada@evil.example")),
                claims("not somebody who may sign in", it -> it.claim("email", "nobody@example.com")));
    }

    private static Arguments claims(String words, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.of(words, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signaturesThatAreNotGood")
    void aTokenThatTheProviderDidNotSignIsRefused(String words, Function<JWTClaimsSet, JWT> sign) {
        provider.signs(sign);

        refused(signIn(), words);
    }

    private Stream<Arguments> signaturesThatAreNotGood() {
        return Stream.of(
                signature("Signed ID token expected", PlainJWT::new),
                signature("no matching key", it -> IdentityProviderServer.signed(it, IdentityProviderServer.key())),
                signature("Invalid signature", it -> IdentityProviderServer.signed(it, impostor())),
                signature(
                        "Another algorithm expected",
                        it -> shared(it, IdentityProviderServer.CLIENT_SECRET + " and more")));
    }

    private static Arguments signature(String words, Function<JWTClaimsSet, JWT> sign) {
        return Arguments.of(words, sign);
    }

    /** Another's key under the name of the provider's. */
    private com.nimbusds.jose.jwk.RSAKey impostor() {
        return new com.nimbusds.jose.jwk.RSAKey.Builder(IdentityProviderServer.key())
                .keyID(provider.publicKey().getKeyID())
                .build();
    }

    private static JWT shared(JWTClaimsSet claims, String secret) {
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            jwt.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt;
    }

    @Test
    void anAnswerIsGoodOnceAndOnlyInTheBrowserThatAsked() {
        Answer begun = server.anybody().get("/oidc/sign-in");
        Answer other = server.anybody().get("/oidc/sign-in");
        String answer = provider.authorize(begun.header("Location"));

        refused(server.anybody().get("/oidc/callback?" + answer), "No sign-in was begun in this browser");
        refused(end(other, answer), "belongs to another sign-in");
        refused(end(begun, answer.replaceFirst("&state=.*", "")), "belongs to another sign-in");
        refused(end(begun, answer.replaceFirst("state=.", "state=!")), "belongs to another sign-in");
        refused(end(begun, answer + "&iss=https://evil.example"), "another identity provider's");
        assertThat(end(begun, answer).status()).isEqualTo(303);
        refused(end(begun, answer), "invalid_grant");
        refused(end(begun, "code=guessed&" + answer.replaceFirst(".*&", "")), "invalid_grant");
        refused(end(begun, "error=access_denied&" + answer.replaceFirst(".*&", "")), "refused: access_denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ":", "k:", "k:!", "not-a-key:AAAA", "muster_sign_in"})
    void aCookieThatIsNoneOfOursIsRefused(String cookie) {
        refused(
                server.anybody().with("Cookie", "muster_sign_in=" + cookie).get("/oidc/callback?code=a&state=b"),
                "No sign-in was begun");
    }

    @Test
    void aSealedCookieThatWasAlteredIsRefused() {
        Answer begun = server.anybody().get("/oidc/sign-in");
        String cookie = pair(begun.header("Set-Cookie"));
        String altered = cookie.substring(0, cookie.length() - 8) + "AAAA" + cookie.substring(cookie.length() - 4);

        refused(
                server.anybody()
                        .with("Cookie", altered)
                        .get("/oidc/callback?" + provider.authorize(begun.header("Location"))),
                "No sign-in was begun");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/%5Cevil.example", "https://evil.example", "docs", "/%0d%0ax:y"})
    void nobodyIsSentElsewhereAfterwards(String path) {
        Answer begun = server.anybody().get("/oidc/sign-in?return_to=" + path);

        assertThat(begun.status()).as(begun.text()).isEqualTo(400);
        assertThat(begun.at("/detail")).contains("no path of this server");
    }

    @Test
    void whoeverIsDisabledStaysOutAndWrongPasswordsAreNotForgotten() {
        for (int i = 0; i < 5; i++) {
            server.anybody().post("/v1/session", "{\"email\": \"" + email + "\", \"password\": \"not the password\"}");
        }
        assertThat(signIn().status()).isEqualTo(303);
        String id = person(email);
        assertThat(server.owner().get("/v1/people/" + id).at("/locked_until")).isNotEmpty();

        server.owner().patch("/v1/people/" + id, "{\"enabled\": false}");

        refused(signIn(), "not somebody who may sign in");
    }

    @Test
    void peopleNeedNoPasswordAndPasswordsCanBeSwitchedOff() {
        Map<String, String> strict = settings();
        strict.put("muster.access.password-sign-in", "false");
        strict.put("muster.bootstrap.email", "owner@example.com");
        strict.put("muster.bootstrap.password", PASSWORD);
        try (TestServer other = TestServer.start(directory.resolve("strict"), strict)) {
            Answer byPassword = other.anybody()
                    .post("/v1/session", "{\"email\": \"owner@example.com\", \"password\": \"" + PASSWORD + "\"}");
            assertThat(byPassword.status()).as(byPassword.text()).isEqualTo(403);
            assertThat(byPassword.at("/detail")).contains("/oidc/sign-in");
            Answer made = other.owner().post("/v1/people", person("viewer", "new@example.com"));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            provider.says(verified("NEW@example.com"));

            Answer begun = other.anybody().get("/oidc/sign-in");
            Answer end = end(other, begun, provider.authorize(begun.header("Location")));

            assertThat(end.status()).as(end.text()).isEqualTo(303);
        }
    }

    @Test
    void aProviderThatCannotBeReachedOrIsAnotherIsSaidInWords() {
        Map<String, String> guarded = settings();
        guarded.remove("muster.outbound.allow");
        try (TestServer other = TestServer.start(directory.resolve("guarded"), guarded)) {
            Answer begun = other.anybody().get("/oidc/sign-in");
            assertThat(begun.status()).isEqualTo(502);
            assertThat(begun.at("/detail")).contains("loopback, private or other special address");
        }
        provider.callsItself("https://evil.example");
        try (TestServer other = TestServer.start(directory.resolve("other"), settings())) {
            Answer begun = other.anybody().get("/oidc/sign-in");
            assertThat(begun.status()).isEqualTo(502);
            assertThat(begun.at("/detail")).contains("it says that it is https://evil.example");
        }
    }

    @Test
    void manyThatFailFromOneAddressAreToldToWait() {
        Map<String, String> few = settings();
        few.put("muster.access.wrong-secrets-per-minute", "3");
        try (TestServer other = TestServer.start(directory.resolve("few"), few)) {
            for (int i = 0; i < 3; i++) {
                refused(other.anybody().get("/oidc/callback?code=a&state=b"), "No sign-in was begun");
            }
            Answer fourth = other.anybody().get("/oidc/callback?code=a&state=b");
            assertThat(fourth.status()).isEqualTo(429);
            assertThat(fourth.header("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void isOffWithoutAProvider() {
        TestServer plain = TestServer.on(Database.SQLITE);

        assertThat(plain.anybody().get("/oidc/sign-in").status()).isEqualTo(404);
        assertThat(plain.anybody().get("/oidc/callback?code=a&state=b").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "muster.oidc.issuer=http://login.example.com",
                "muster.oidc.issuer=login",
                "muster.oidc.client-id=",
                "muster.public-url="
            })
    void settingsThatCannotBeKeepTheServerFromStarting(String setting) {
        Map<String, String> bad = settings();
        String name = setting.substring(0, setting.indexOf('='));
        bad.put(name, setting.substring(name.length() + 1));

        assertThatThrownBy(() -> TestServer.start(directory.resolve("bad"), bad))
                .rootCause()
                .hasMessageStartingWith(name);
    }

    private Answer add(String address) {
        return server.owner().post("/v1/people", person("owner", address));
    }

    private static String person(String role, String address) {
        return "{\"email\": \"" + address + "\", \"name\": \"Ada\", \"role\": \"" + role + "\"}";
    }

    private String person(String address) {
        for (var person : server.owner().get("/v1/people?limit=1000").json().get("items")) {
            if (person.get("email").asString().equals(address)) {
                return person.get("id").asString();
            }
        }
        throw new AssertionError(address);
    }

    private static Consumer<JWTClaimsSet.Builder> verified(String address) {
        return claims -> claims.claim("email", address).claim("email_verified", true);
    }

    private Answer signIn() {
        Answer begun = server.anybody().get("/oidc/sign-in");
        return end(begun, provider.authorize(begun.header("Location")));
    }

    private Answer end(Answer begun, String query) {
        return end(server, begun, query);
    }

    private static Answer end(TestServer at, Answer begun, String query) {
        return at.anybody().with("Cookie", pair(begun.header("Set-Cookie"))).get("/oidc/callback?" + query);
    }

    private static String pair(String cookie) {
        return cookie.replaceFirst(";.*", "");
    }

    private static void refused(Answer answer, String words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.at("/detail")).containsIgnoringCase(words);
        assertThat(answer.header("Set-Cookie")).doesNotContain("muster_session");
    }
}
