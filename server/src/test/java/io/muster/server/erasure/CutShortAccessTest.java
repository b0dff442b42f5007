package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.model.ProjectId;
import io.muster.server.personal.Findings;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.Subjects;
import io.muster.server.test.Answer;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Subject access that is over before its file is written. */
class CutShortAccessTest {

    @TempDir
    private Path directory;

    @Test
    void theJobSaysThatItsAccessIsGone() throws IOException {
        try (TestServer server = TestServer.start(directory, Map.of("muster.job.poll", "50ms"), Gate.class)) {
            Shop shop = Shop.open(server.owner());
            Gate gate = server.bean(Gate.class);
            try {
                Answer asked = shop.client().post(shop.path("/subject-access"), "{\"profile\": \"anna\"}");
                assertThat(asked.status()).as(asked.text()).isEqualTo(202);
                await().until(() -> gate.reached.getCount() == 0);
                String access = shop.path("/subject-access/" + asked.at("/id"));

                assertThat(shop.client().delete(access).status()).isEqualTo(204);
                gate.open.countDown();

                String job = shop.path("/jobs/" + asked.at("/job"));
                await().until(() -> shop.client().get(job).at("/state").equals("failed"));
                JsonNode error = shop.client().get(job).json().get("error");
                assertThat(error.get("code").asString()).isEqualTo("gone");
                assertThat(error.get("detail").asString()).contains("deleted meanwhile", "was erased");
                assertThat(shop.client().get(access).at("/state")).isEqualTo("expired");
                try (Stream<Path> files = Files.walk(directory.resolve("subject-access"))) {
                    assertThat(files.filter(Files::isRegularFile)).isEmpty();
                }
            } finally {
                gate.open.countDown();
            }
        }
    }

    /** A place where there is nothing of anybody, and that takes its time to say so. */
    static class Gate implements PersonalData {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        @Override
        public Place place() {
            return Place.SUBJECT_ACCESS;
        }

        @Override
        public long count(Subjects subjects) {
            return 0;
        }

        @Override
        public void erase(Subjects subjects) {}

        @Override
        public void read(ProjectId project, Subject subject, Findings findings) {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
