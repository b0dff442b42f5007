package io.muster.server.facade.artsy;

import io.muster.server.golden.Golden;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArtsyGoldenTest {

    static List<Golden> examples() {
        return Golden.of("artsy");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theServerAnswersAsTheExampleSays(Golden example) {
        ArtsyAccount account = ArtsyAccount.open();
        var made = account.application("Test");

        example.replay(
                account.server.anybody(),
                Map.of(
                        "base", account.url(""),
                        "token", account.token,
                        "user", account.person.id(),
                        "email", account.person.email(),
                        "password", ArtsyAccount.PASSWORD,
                        "client_id", made.at("/client_id"),
                        "client_secret", made.at("/client_secret")));
    }
}
