package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.facade.OldClients;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every way in which a file of an export leaves is in the audit trail when its answer is there. */
class ExportTrailTest {
    private static final String DOWNLOAD = "export.download";
    private static final String LINK = "link.create";

    private final OldClients old = OldClients.open();
    private final ApiClient keys = old.server.anybody().as(old.keys.clientId(), old.keys.clientSecret());
    private final String export = old.shop
            .export("{\"definition\":{\"all\":[]},\"columns\":[\"id\"]}")
            .get("id")
            .asString();

    @Test
    void filesThatTheOwnInterfaceGives() {
        good(keys.get(old.shop.path("/exports/" + export + "/file")));
        assertThat(entry(DOWNLOAD).at("/detail/file").asString()).endsWith(".csv");

        good(keys.get(old.shop.path("/exports/" + export + "/files/1")));
        assertThat(entries(DOWNLOAD)).hasSize(2);
        assertThat(entry(DOWNLOAD).at("/detail/part").asString()).isEqualTo("1");
        assertThat(entry(DOWNLOAD).get("actor").asString()).isEqualTo("application:" + old.keys.clientId());
    }

    @Test
    void filesThatOlderInterfacesGive() {
        Map<ApiClient, String> ways = Map.of(
                old.server
                        .anybody()
                        .with("Authorization", "Token token=\"" + old.keys.clientSecret() + "\"")
                        .with("public-api-key", old.keys.clientId()),
                "/public/api/jobs/" + export + "/download",
                bearer(),
                "/audience/profiles/reports/segments/" + export,
                bearer().with("X-Another", "x"),
                "/audience/v2/profiles/reports/segments/" + export);

        ways.forEach((client, path) -> {
            int before = entries(DOWNLOAD).size();
            good(client.get(path));
            assertThat(entries(DOWNLOAD)).as(path).hasSize(before + 1);
            assertThat(entry(DOWNLOAD).get("actor").asString()).isEqualTo("application:" + old.keys.clientId());
            assertThat(entry(DOWNLOAD).get("address").asString()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void whatSendsNoFileIsNoDownload() {
        String file = old.shop.path("/exports/" + export + "/file");
        Answer sent = keys.get(file);
        good(sent);
        String tag = sent.header("ETag");

        good(keys.send("HEAD", file, BodyPublishers.noBody(), ""));
        assertThat(keys.with("Range", "bytes=99999999-").get(file).status()).isEqualTo(416);
        for (String known : List.of("*", tag, "W/" + tag, "\"another\", " + tag)) {
            assertThat(keys.with("If-None-Match", known).get(file).status())
                    .as(known)
                    .isEqualTo(304);
        }

        assertThat(entries(DOWNLOAD)).hasSize(1);
    }

    @Test
    void linksAndWhatIsReadByThem() {
        Answer made = keys.post(old.shop.path("/exports/" + export + "/links"), "{\"format\":\"ndjson\"}");
        String key = entry(LINK).at("/detail/key").asString();
        assertThat(made.at("/url"))
                .contains(
                        "key=" + key,
                        "expires=" + entry(LINK).at("/detail/expires").asString());

        good(old.server.anybody().get(path(made.at("/url"))));
        assertThat(entry(DOWNLOAD).get("actor").asString()).isEqualTo("link:" + key);
        assertThat(entry(DOWNLOAD).at("/detail/expires")).isEqualTo(entry(LINK).at("/detail/expires"));
        assertThat(entry(DOWNLOAD).at("/detail/format").asString()).isEqualTo("ndjson");
    }

    @Test
    void linksThatOlderInterfacesGive() {
        Answer told = keys.get("/service/v1/segments/export/" + export);
        good(told);

        assertThat(entry(LINK).get("actor").asString()).isEqualTo("application:" + old.keys.clientId());
        assertThat(told.text()).contains("key=" + entry(LINK).at("/detail/key").asString());
    }

    private static void good(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static String path(String url) {
        URI uri = URI.create(url);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private ApiClient bearer() {
        String token = keys.post("/oauth/token", "{\"grant_type\":\"client_credentials\"}")
                .at("/access_token");
        return old.server.anybody().with("Authorization", "Bearer " + token);
    }

    /** The newest of the export's entries. */
    private JsonNode entry(String action) {
        return entries(action).getFirst();
    }

    /** Newest first. */
    private List<JsonNode> entries(String action) {
        JsonNode items = old.server
                .owner()
                .get("/v1/audit?limit=1000&action=" + action + "&project=" + old.project)
                .json()
                .get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get("entry"))
                .filter(entry -> entry.get("target").asString().equals(export))
                .filter(entry -> entry.get("result").asString().equals("ok"))
                .toList();
    }
}
