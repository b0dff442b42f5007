package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSObject;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.project.ProjectCleanup;
import io.muster.server.project.Projects;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Shop;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;

/** Projects that are deleted with everything in them. */
class ProjectDeletionTest {

    @TempDir
    private Path directory;

    @Test
    void everythingOfAProjectGoesAndNothingOfAnother() throws IOException, ParseException {
        try (TestServer server = TestServer.start(directory, Map.of())) {
            ApiClient owner = server.owner();
            Shop gone = Shop.open(owner);
            Shop stays = Shop.open(owner);
            Answer bound = owner.post(gone.path("/applications"), "{\"name\": \"Bound\", \"scopes\": [\"read\"]}");
            for (Shop shop : List.of(gone, stays)) {
                shop.segment("Swedes", "{\"attribute\": \"country\", \"is\": \"SE\"}");
                shop.export("{\"segment\": \"swedes\"}");
                Answer access = owner.post(shop.path("/subject-access"), "{\"profile\": \"anna\"}");
                shop.until("/subject-access/" + access.at("/id"), "succeeded");
            }
            String id = owner.get(gone.path("")).at("/id");

            assertThat(owner.delete(gone.path("")).status()).isEqualTo(400);
            assertThat(owner.delete(gone.path(""), "{\"name\": \"Another\"}").at("/errors/0/pointer"))
                    .isEqualTo("/name");
            assertThat(owner.get(gone.path("")).status()).isEqualTo(200);
            Answer deleted = owner.delete(gone.path(""), "{\"name\": \"Shop\"}");
            assertThat(deleted.status()).as(deleted.text()).isEqualTo(202);
            assertThat(owner.get(gone.path("")).status()).isEqualTo(404);
            await().until(() ->
                    owner.get(deleted.header("Location")).at("/state").equals("succeeded"));

            JWSObject receipt =
                    JWSObject.parse(owner.get(deleted.header("Location")).at("/receipt"));
            assertThat(receipt.getPayload().toString()).contains("\"profiles\":5", id);
            Answer neighbour = owner.post(stays.path("/applications"), "{\"name\": \"Near\", \"scopes\": [\"admin\"]}");
            assertThat(server.anybody()
                            .as(neighbour.at("/client_id"), neighbour.at("/client_secret"))
                            .get(deleted.header("Location"))
                            .status())
                    .isEqualTo(404);
            assertThat(server.anybody()
                            .as(bound.at("/client_id"), bound.at("/client_secret"))
                            .get("/v1/projects")
                            .status())
                    .isEqualTo(401);
            assertThat(rowsOf(server.bean(Catalog.class), id)).containsExactlyInAnyOrder("audit", "project_deletion");
            await().untilAsserted(() -> assertThat(filesOf(id)).isEmpty());
            assertThat(stays.count("{\"attribute\": \"country\", \"is\": \"SE\"}"))
                    .isEqualTo(2);
            assertThat(stays.members("swedes", 10)).containsExactlyInAnyOrder("anna", "cleo");
        }
    }

    @Test
    void whatACrashInterruptedIsFinishedOnTheNextStart() throws IOException {
        String path;
        String id;
        try (TestServer server = TestServer.start(directory, Map.of())) {
            Shop shop = Shop.open(server.owner());
            path = shop.path("");
            id = server.owner().get(path).at("/id");
            server.bean(Catalog.class).change(db -> db.execute("update project set deleted_at = 1 where id = ?", id));
        }
        assertThat(filesOf(id)).isNotEmpty();
        try (TestServer server = TestServer.start(directory, Map.of())) {
            assertThat(server.owner().get(path).status()).isEqualTo(404);
            await().until(() -> filesOf(id).isEmpty());
        }
    }

    @Test
    void whatFailsIsTriedAgainUntilItWorks() throws IOException {
        Map<String, String> settings = Map.of("muster.job.poll", "20ms");
        try (TestServer server = TestServer.start(directory, settings, SteppedClock.class, FailingCleanup.class)) {
            Shop shop = Shop.open(server.owner());
            String id = server.owner().get(shop.path("")).at("/id");
            FailingCleanup cleanup = server.bean(FailingCleanup.class);
            SteppedClock clock = server.bean(SteppedClock.class);

            String deletion =
                    server.owner().delete(shop.path(""), "{\"name\": \"Shop\"}").header("Location");
            for (int tries = 1; tries <= FailingCleanup.FAILURES; tries++) {
                int expected = tries;
                await().until(() -> cleanup.tries.get() == expected);
                assertThat(server.owner().get(deletion).at("/state")).isEqualTo("running");
                await("whatever does not fail").until(() -> filesOf(id).isEmpty());
                server.bean(Projects.class).finishDeletions();
                assertThat(cleanup.tries).as("rests first").hasValue(tries);
                clock.step(Duration.ofHours(2));
            }

            await().until(() -> server.owner().get(deletion).at("/state").equals("succeeded"));
            assertThat(filesOf(id)).isEmpty();
        }
    }

    @Test
    void whatIsUnderWayIsNotBegunAgain() {
        try (TestServer server = TestServer.start(directory, Map.of(), AskingCleanup.class)) {
            Shop shop = Shop.open(server.owner());

            String deletion =
                    server.owner().delete(shop.path(""), "{\"name\": \"Shop\"}").header("Location");

            await().until(() -> server.owner().get(deletion).at("/state").equals("succeeded"));
            assertThat(server.bean(AskingCleanup.class).tries).hasValue(1);
        }
    }

    @Test
    void aDeletionWhoseFileWasNotWrittenAnewYetIsFinished() {
        Map<String, String> settings = Map.of("muster.job.poll", "20ms");
        try (TestServer server = TestServer.start(directory, settings)) {
            server.bean(Catalog.class)
                    .change(db -> db.execute("insert into project_deletion (id, organization, project, project_key,"
                            + " requested_by, state, profiles, created_at)"
                            + " values ('z_left', 'default', 'p_left', 'left', 'system', 'running', 0, 1)"));
        }
        try (TestServer server = TestServer.start(directory, settings)) {
            await().until(() -> server.owner()
                    .get("/v1/project-deletions/z_left")
                    .at("/state")
                    .equals("succeeded"));
            Answer deletion = server.owner().get("/v1/project-deletions/z_left");
            assertThat(deletion.at("/receipt")).isNotEmpty();
        }
    }

    /** Cannot be done at first. */
    static final class FailingCleanup implements ProjectCleanup {
        static final int FAILURES = 3;

        private final AtomicInteger tries = new AtomicInteger();

        @Override
        public void clean(ProjectId project) {
            if (tries.incrementAndGet() <= FAILURES) {
                throw new IllegalStateException("not yet");
            }
        }
    }

    /** Has deletions gone on with while one is under way. */
    static final class AskingCleanup implements ProjectCleanup {
        private final AtomicInteger tries = new AtomicInteger();
        private final ObjectProvider<Projects> projects;

        AskingCleanup(ObjectProvider<Projects> projects) {
            this.projects = projects;
        }

        @Override
        public void clean(ProjectId project) {
            if (tries.incrementAndGet() == 1) {
                projects.getObject().finishDeletions();
            }
        }
    }

    /** The tables of the catalogue that have the id anywhere. */
    private static List<String> rowsOf(Catalog catalog, String id) {
        List<String> found = new ArrayList<>();
        catalog.read(db -> {
            for (String table : db.fetch("select name from sqlite_master where type = 'table'")
                    .getValues(0, String.class)) {
                if (db.fetch("select * from \"" + table + "\"").formatJSON().contains(id)) {
                    found.add(table);
                }
            }
            return found;
        });
        return found;
    }

    private List<String> filesOf(String id) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(directory::relativize)
                    .map(Path::toString)
                    .filter(name -> name.contains(id))
                    .toList();
        }
    }
}
