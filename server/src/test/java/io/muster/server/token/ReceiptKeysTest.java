package io.muster.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.muster.server.catalog.Catalog;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts can be checked years later; what signed them cannot sign any more. */
@OnEachDatabase
class ReceiptKeysTest {

    private final Map<String, String> settings;

    @TempDir
    private Path data;

    ReceiptKeysTest(Database database) {
        this.settings = database.settings();
    }

    @Test
    void everyReceiptOfAYearCanBeCheckedByThePublishedKeys() throws Exception {
        List<String> receipts = new ArrayList<>();
        try (TestServer server = start()) {
            SteppedClock clock = server.bean(SteppedClock.class);
            for (int month = 0; month < 13; month++) {
                receipts.add(server.bean(Statements.class).sign("muster-erasure", "{\"month\": " + month + "}"));
                clock.step(Duration.ofDays(31));
            }
            assertAllGood(receipts, published(server));
        }
        try (TestServer server = start()) {
            server.bean(SteppedClock.class).step(Duration.ofDays(4000));
            server.bean(Statements.class).sign("muster-erasure", "{}");
            assertAllGood(receipts, published(server));
        }
    }

    @Test
    void aKeySignsForAMonthAndThenItsPrivateHalfIsGone() throws Exception {
        try (TestServer server = start()) {
            SteppedClock clock = server.bean(SteppedClock.class);
            Statements statements = server.bean(Statements.class);
            String first = keyOf(statements.sign("muster-erasure", "{}"));
            clock.step(Duration.ofDays(29));
            assertThat(keyOf(statements.sign("muster-erasure", "{}"))).isEqualTo(first);
            assertThat(privateHalf(server, first)).isNotEmpty();

            clock.step(Duration.ofDays(2));
            assertThat(keys(server, "/.well-known/jwks.json")).contains(first);

            assertThat(privateHalf(server, first)).isEmpty();
            assertThat(keyOf(statements.sign("muster-erasure", "{}"))).isNotEqualTo(first);
            clock.step(Duration.ofDays(90));
            assertThat(keys(server, "/.well-known/jwks.json")).doesNotContain(first);
            assertThat(keys(server, "/.well-known/receipt-keys.json")).contains(first);
            assertThat(keptForReceipts(server, first).isPrivate()).isFalse();
        }
    }

    @Test
    void aKeyThatSignsTokensAloneIsNotKept() {
        try (TestServer server = start()) {
            server.owner().post("/oauth/token", "{\"grant_type\": \"client_credentials\"}");
            List<String> ofTokens = keys(server, "/.well-known/jwks.json");

            assertThat(ofTokens).isNotEmpty();
            assertThat(keys(server, "/.well-known/receipt-keys.json")).doesNotContainAnyElementsOf(ofTokens);
        }
    }

    private TestServer start() {
        return TestServer.start(data, settings, SteppedClock.class);
    }

    private static void assertAllGood(List<String> receipts, JWKSet keys) throws ParseException, JOSEException {
        for (String receipt : receipts) {
            JWSObject signed = JWSObject.parse(receipt);
            assertThat(signed.getHeader().getJWK()).isNull();
            RSAKey key = keys.getKeyByKeyId(signed.getHeader().getKeyID()).toRSAKey();
            assertThat(key.isPrivate()).isFalse();
            assertThat(signed.verify(new RSASSAVerifier(key))).isTrue();
        }
    }

    private static JWKSet published(TestServer server) throws ParseException {
        return JWKSet.parse(
                server.anybody().get("/.well-known/receipt-keys.json").text());
    }

    private static List<String> keys(TestServer server, String path) {
        try {
            return JWKSet.parse(server.anybody().get(path).text()).getKeys().stream()
                    .map(JWK::getKeyID)
                    .toList();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String keyOf(String receipt) throws ParseException {
        return Objects.requireNonNull(JWSObject.parse(receipt).getHeader().getKeyID());
    }

    private static JWK keptForReceipts(TestServer server, String key) throws ParseException {
        return JWK.parse(server.bean(Catalog.class)
                .read(db -> db.fetchSingle("select public_key from receipt_key where id = ?", key))
                .get(0, String.class));
    }

    private static String privateHalf(TestServer server, String key) {
        return server.bean(Catalog.class)
                .read(db -> db.fetchSingle("select private_box from signing_key where id = ?", key))
                .get(0, String.class);
    }
}
