package io.muster.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class LinksTest {
    private static final String ALL = "{\"definition\":{\"all\":[]},\"columns\":[\"id\"]}";
    private static final Map<Database, TestServer> SERVERS = new EnumMap<>(Database.class);

    @TempDir
    private static Path directory;

    private final TestServer server;
    private final ApiClient owner;
    private final ApiClient anybody;
    private final Shop shop;
    private final JsonNode export;

    LinksTest(Database database) {
        this.server = SERVERS.computeIfAbsent(
                database, it -> TestServer.start(directory.resolve(it.name()), it.settings(), SteppedClock.class));
        this.owner = server.owner();
        this.anybody = server.anybody();
        this.shop = Shop.open(owner);
        this.export = shop.export(ALL);
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestServer::close);
        SERVERS.clear();
    }

    @Test
    void aLinkGivesTheFileToAnybody() {
        String link = link("{\"expires_in\":\"PT1H\",\"format\":\"csv\"}");

        Answer file = anybody.get(link);
        Answer part = anybody.with("Range", "bytes=3-6").get(link);
        Answer same = anybody.with("If-None-Match", file.header("ETag")).get(link);

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.text()).isEqualTo("id\nanna\nbo\ncleo\ndan\neve\n");
        assertThat(file.header("Content-Disposition")).contains(".csv");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("anna");
        assertThat(same.status()).isEqualTo(304);
        assertThat(owner.get(link).status()).isEqualTo(200);
    }

    @Test
    void aLinkEndsWithItsTime() {
        String link = link("{\"expires_in\":\"PT10M\"}");
        server.bean(SteppedClock.class).step(Duration.ofMinutes(11));

        Answer late = anybody.get(link);

        assertThat(late.status()).isEqualTo(410);
        assertThat(late.at("/code")).isEqualTo("gone");
    }

    @ParameterizedTest
    @CsvSource({"expires=\\d+,expires=9999999999", "format=csv,format=ndjson", "signature=.,signature=", "key=lk_,key=lx_",
        "signature=.*,signature=%00", "expires=\\d+,expires=x", "expires=\\d+,expires=-1", "e_,f_"})
    void aChangedLinkIsRefused(String part, String other) {
        String link = link("{\"format\":\"csv\"}");

        Answer refused = anybody.get(link.replaceFirst(part, other));

        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.at("/code")).isEqualTo("forbidden");
    }

    @Test
    void aLinkIsGoodForNoOtherExport() {
        String link = link("{}");
        JsonNode other = shop.export(ALL);

        assertThat(anybody.get(link.replace(id(export), id(other))).status()).isEqualTo(403);
        assertThat(anybody.get("/files/" + id(export)).status()).isEqualTo(403);
    }

    @Test
    void aLinkEndsWithItsExportsFile() {
        String link = link("{}");
        owner.delete(shop.path("/exports/" + id(export)));

        assertThat(anybody.get(link).status()).isEqualTo(410);
        assertThat(owner.post(shop.path("/exports/" + id(export) + "/links"), "{}").status())
                .isEqualTo(410);
    }

    @Test
    void aNewKeyLeavesLinksGoodUnlessTheyAreRevoked() {
        String first = link("{}");
        assertThat(owner.post(shop.path("/link-key/rotate"), "{}").status()).isEqualTo(204);
        String second = link("{}");
        assertThat(first.replaceAll(".*key=", "").replaceAll("&.*", ""))
                .isNotEqualTo(second.replaceAll(".*key=", "").replaceAll("&.*", ""));
        assertThat(anybody.get(first).status()).isEqualTo(200);

        assertThat(owner.post(shop.path("/link-key/rotate"), "{\"revoke\":true}").status())
                .isEqualTo(204);

        assertThat(anybody.get(first).status()).isEqualTo(403);
        assertThat(anybody.get(second).status()).isEqualTo(403);
        assertThat(anybody.get(link("{}")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"expires_in":"PT1S"}  | 400 | /expires_in
            {"expires_in":"P8D"}   | 400 | /expires_in
            {"expires_in":"soon"}  | 422 | /expires_in
            {"format":"doc"}       | 400 | /format
            {"to":"me"}            | 422 | /to
            """)
    void saysWhatIsWrongAndWhere(String body, int status, String pointer) {
        Answer refused = owner.post(shop.path("/exports/" + id(export) + "/links"), body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/errors/0/pointer")).isEqualTo(pointer);
    }

    @Test
    void onlyTheProjectsOwnExportsAreLinkedTo() {
        Shop other = Shop.empty(owner);

        assertThat(owner.post(other.path("/exports/" + id(export) + "/links"), "{}").status())
                .isEqualTo(404);
        assertThat(anybody.post(shop.path("/exports/" + id(export) + "/links"), "{}").status())
                .isEqualTo(401);
    }

    /** The path and query of a link to the export. */
    private String link(String body) {
        Answer made = owner.post(shop.path("/exports/" + id(export) + "/links"), body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        String base = "http://localhost:" + server.port();
        assertThat(made.at("/url")).startsWith(base);
        return made.at("/url").substring(base.length());
    }

    private static String id(JsonNode thing) {
        return thing.get("id").asString();
    }
}
