package io.muster.server.facade.artsy;

import io.muster.server.facade.OldClients;
import io.muster.server.golden.GoldenContract;
import io.muster.server.test.Answer;
import io.muster.server.test.TestServer;
import java.util.Map;

class ArtsyGoldenTest implements GoldenContract {

    @Override
    public String folder() {
        return "artsy";
    }

    @Override
    public TestServer server() {
        return OldClients.server();
    }

    @Override
    public Map<String, String> names() {
        ArtsyAccount account = ArtsyAccount.open();
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
