package io.muster.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.muster.server.test.Database;
import io.muster.server.test.TestServer;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same bytes can be written in several ways; a token is only the one that was given out. */
class CanonicalTokenTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final TestServer server = TestServer.on(Database.SQLITE);
    private final String token = server.owner()
            .post("/oauth/token", "{\"grant_type\": \"client_credentials\"}")
            .at("/access_token");

    @Test
    void aTokenAsItWasGivenIsCanonical() throws ParseException {
        assertThat(Tokens.isCanonical(SignedJWT.parse(token))).isTrue();
        assertThat(status(token)).isEqualTo(200);
    }

    @Test
    void anotherSpellingOfTheSameBytesIsNone() throws ParseException {
        List<String> spellings = spellings();
        assertThat(spellings).hasSizeGreaterThanOrEqualTo(16);
        for (String spelling : spellings) {
            SignedJWT jwt = SignedJWT.parse(spelling);
            assertThat(jwt.getSignature().decode())
                    .as("the bytes of %s", spelling)
                    .isEqualTo(SignedJWT.parse(token).getSignature().decode());
            assertThat(Tokens.isCanonical(jwt)).as(spelling).isFalse();
            assertThat(status(spelling)).as(spelling).isEqualTo(401);
        }
    }

    /** 256 bytes leave four bits of the last character unused; and decoders pass over padding. */
    private List<String> spellings() {
        String start = token.substring(0, token.length() - 1);
        int last = ALPHABET.indexOf(token.charAt(token.length() - 1));
        List<String> spellings = new ArrayList<>(List.of(token + "=", token + "=="));
        for (int unused = 0; unused < 16; unused++) {
            int other = (last & 0x30) | unused;
            if (other != last) {
                spellings.add(start + ALPHABET.charAt(other));
            }
        }
        return spellings;
    }

    private int status(String bearer) {
        return server.anybody()
                .with("Authorization", "Bearer " + bearer)
                .get("/v1/projects")
                .status();
    }
}
