package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.muster.model.testing.Seeds;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class TokensTest {
    private final TestServer server;
    private final Applications applications;
    private final Applications.Credentials credentials;

    TokensTest(Database database) {
        this.server = TestServer.on(database);
        this.applications = server.bean(Applications.class);
        this.credentials = applications.create("default", null, "Token", EnumSet.of(Scope.READ));
    }

    @Test
    void credentialsAreExchangedForATokenByJsonFormOrHeader() {
        Answer json = ask();
        Answer form = server.anybody()
                .post(
                        "/oauth/token",
                        "application/x-www-form-urlencoded",
                        ("grant_type=client_credentials&client_id="
                                        + credentials.clientId() + "&client_secret="
                                        + URLEncoder.encode(credentials.clientSecret(), StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
        Answer header = server.anybody()
                .as(credentials.clientId(), credentials.clientSecret())
                .post("/oauth/token", "{\"grant_type\": \"client_credentials\"}");

        for (Answer answer : List.of(json, form, header)) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().get("expires_in").asInt()).isEqualTo(86_400);
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(bearer(answer.at("/access_token")).get("/v1/projects").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void secretsInTheAddressAreRefused() {
        Answer refused = server.anybody()
                .post(
                        "/oauth/token?client_id=" + credentials.clientId() + "&client_secret="
                                + credentials.clientSecret(),
                        "{\"grant_type\": \"client_credentials\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error")).isEqualTo("invalid_request");
        assertThat(refused.at("/detail")).contains("client_secret", "body").doesNotContain(credentials.clientSecret());
    }

    @Test
    void aTokenBuysNoOtherToken() {
        ApiClient bearer = bearer(token());
        for (String path : List.of("/oauth/token", "/oauth/%74oken")) {
            Answer refused = bearer.post(path, "{\"grant_type\": \"client_credentials\"}");

            assertThat(refused.status()).as(path).isEqualTo(401);
            assertThat(refused.at("/code")).isEqualTo("unauthorized");
            assertThat(refused.at("/error")).isEqualTo("invalid_client");
            assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ");
        }
    }

    @Test
    void aTokenHasItsApplicationsScopes() {
        ApiClient bearer = bearer(token());

        assertThat(bearer.post("/v1/projects", "{\"name\": \"No\"}").status()).isEqualTo(403);
    }

    @Test
    void wrongCredentialsAndOtherGrantsAreRefusedInTheWordsOfOAuth() {
        Answer wrong = server.anybody()
                .post(
                        "/oauth/token",
                        "{\"grant_type\": \"client_credentials\", \"client_id\": \"a\", \"client_secret\": \"b\"}");
        Answer grant = server.anybody().post("/oauth/token", "{\"grant_type\": \"password\"}");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.at("/error")).isEqualTo("invalid_client");
        assertThat(grant.status()).isEqualTo(400);
        assertThat(grant.at("/error")).isEqualTo("unsupported_grant_type");
        for (String body : List.of("", "[]", "{", "\"x\"", "{\"grant_type\": 7}")) {
            assertThat(server.anybody().post("/oauth/token", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void thePublishedKeysVerifyATokenAndHoldNothingPrivate() throws Exception {
        String token = token();
        JWKSet keys =
                JWKSet.parse(server.anybody().get("/.well-known/jwks.json").text());
        SignedJWT jwt = SignedJWT.parse(token);

        RSAKey key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(keys.getKeys()).noneMatch(it -> it.isPrivate());
    }

    @Test
    void disablingRotatingAndDeletingEndTokensAtOnce() {
        ApiClient first = bearer(token());
        assertThat(first.get("/v1/projects").status()).isEqualTo(200);

        applications.disable(credentials.clientId());

        assertThat(first.get("/v1/projects").status()).isEqualTo(401);
    }

    @Test
    void aRevokedTokenEndsAtOnceAndOthersGoOn() {
        String ended = token();
        String kept = token();
        assertThat(bearer(ended).get("/v1/projects").status()).isEqualTo(200);
        ApiClient owner = server.owner();

        owner.post("/oauth/revoke", "{\"token\": \"" + ended + "\"}");
        assertThat(bearer(ended).get("/v1/projects").status())
                .as("revoked by another")
                .isEqualTo(200);
        server.anybody()
                .as(credentials.clientId(), credentials.clientSecret())
                .post("/oauth/revoke", "{\"token\": \"" + ended + "\"}");

        assertThat(bearer(ended).get("/v1/projects").status()).isEqualTo(401);
        assertThat(bearer(kept).get("/v1/projects").status()).isEqualTo(200);
    }

    @Test
    void aTokenThatSomebodyElseMadeIsRefused() throws Exception {
        SignedJWT good = SignedJWT.parse(token());
        RSAKey own =
                new RSAKeyGenerator(2048).keyID(good.getHeader().getKeyID()).generate();
        SignedJWT forged = new SignedJWT(good.getHeader(), good.getJWTClaimsSet());
        forged.sign(new RSASSASigner(own));
        RSAKey published = JWKSet.parse(
                        server.anybody().get("/.well-known/jwks.json").text())
                .getKeyByKeyId(good.getHeader().getKeyID())
                .toRSAKey();
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(published.getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build(),
                good.getJWTClaimsSet());
        confused.sign(new MACSigner(published.toRSAPublicKey().getEncoded()));

        for (String token : List.of(
                forged.serialize(),
                confused.serialize(),
                new PlainJWT(good.getJWTClaimsSet()).serialize(),
                "",
                ".",
                "a.b.c",
                "x".repeat(5000))) {
            assertThat(bearer(token).get("/v1/projects").status()).as(token).isEqualTo(401);
        }
    }

    @Test
    void alteredTokensNeverGetInAndNeverFailTheServer() {
        long seed = Seeds.of(TokensTest.class);
        Random random = new Random(seed);
        String token = token();
        for (int i = 0; i < 300; i++) {
            StringBuilder altered = new StringBuilder(token);
            int at = random.nextInt(token.length() - 1);
            char instead = (char) (33 + random.nextInt(94));
            if (altered.charAt(at) == instead) {
                continue;
            }
            altered.setCharAt(at, instead);
            Answer answer = bearer(altered.toString()).get("/v1/projects");
            assertThat(answer.status()).as("seed %s: %s", seed, altered).isEqualTo(401);
        }
    }

    private Answer ask() {
        return server.anybody()
                .post(
                        "/oauth/token",
                        "{\"grant_type\": \"client_credentials\", \"client_id\": \"" + credentials.clientId()
                                + "\", \"client_secret\": \"" + credentials.clientSecret() + "\"}");
    }

    private String token() {
        return ask().at("/access_token");
    }

    private ApiClient bearer(String token) {
        return server.anybody().with("Authorization", "Bearer " + token);
    }
}
