package io.muster.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SigningSecretTest {
    private static final Instant TIME = Instant.ofEpochSecond(1614265330);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    private final SigningSecret secret = new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    /** The example that libraries of Standard Webhooks are tested with. */
    @Test
    void signsAsStandardWebhooksSays() {
        assertThat(secret.sign(ID, TIME, BODY)).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theOneBeforeSignsTooUntilItsTimeIsOver() {
        SigningSecrets secrets =
                new SigningSecret("whsec_AAAA").after(secret, TIME.plusSeconds(1));

        assertThat(secrets.sign(ID, TIME, BODY).split(" ")).hasSize(2).contains(secret.sign(ID, TIME, BODY));
        assertThat(secrets.sign(ID, TIME.plusSeconds(1), BODY).split(" ")).hasSize(1);
    }

    @Test
    void isNotShownByItsText() {
        assertThat(secret.toString()).doesNotContain("MfKQ");
        assertThat(SigningSecrets.of(secret).toString()).doesNotContain("MfKQ");
    }
}
