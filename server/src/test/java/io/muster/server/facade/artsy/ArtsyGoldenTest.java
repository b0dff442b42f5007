package io.muster.server.facade.artsy;

import io.muster.server.golden.Golden;
import io.muster.server.golden.Sender;
import io.muster.server.test.Answer;
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

        example.replay(Sender.of(account.server.anybody()), names(account));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theJavaClientIsAnsweredAsTheExampleSays(Golden example) {
        ArtsyAccount account = ArtsyAccount.open();

        example.replay(Sender.ofJavaClient(account.server.port()), names(account));
    }

    private static Map<String, String> names(ArtsyAccount account) {
        Answer made = account.application("Test");
        return Map.of(
                "base", account.url(""),
                "token", account.token,
                "user", account.person.id(),
                "email", account.person.email(),
                "password", ArtsyAccount.PASSWORD,
                "client_id", made.at("/client_id"),
                "client_secret", made.at("/client_secret"));
    }
}
