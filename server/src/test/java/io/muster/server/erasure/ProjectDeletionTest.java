package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSObject;
import io.muster.server.catalog.Catalog;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            assertThat(filesOf(id)).isEmpty();
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
