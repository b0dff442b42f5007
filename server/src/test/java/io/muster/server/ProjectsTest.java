package io.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ProjectsTest {
    private final ApiClient owner;

    ProjectsTest(Database database) {
        this.owner = TestServer.on(database).owner();
    }

    @Test
    void theFirstStartMakesTheProjectDefault() {
        Answer answer = owner.get("/v1/projects/default");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/zone")).isEqualTo("UTC");
        assertThat(answer.json().get("data_version").asLong()).isZero();
    }
}
