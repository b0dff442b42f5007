package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.export.schedule.ExportSchedules;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Shop;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Schedules each of whose runs brings what changed since the one before, and in whose days and hours they run. */
@TestInstance(Lifecycle.PER_CLASS)
class SinceLastTest {

    @TempDir
    private static Path directory;

    private TestServer server;
    private ApiClient owner;
    private Shop shop;

    @BeforeAll
    void start() {
        server = TestServer.start(directory, Map.of(), HeldClock.class);
        owner = server.owner();
    }

    @BeforeEach
    void open() {
        shop = Shop.open(owner);
    }

    @AfterAll
    void stop() {
        server.bean(HeldClock.class).open();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"format\":\"csv\"",
                "\"format\":\"csv\",\"part_rows\":2",
                "\"format\":\"csv\",\"compression\":\"gzip\"",
                "\"format\":\"parquet\"",
                "\"format\":\"xlsx\""
            })
    void eachRunBringsWhatChangedAlthoughTheFilesBeforeHaveExpired(String how) throws IOException {
        String schedule = schedule(how);

        String first = runThenExpire(schedule);
        assertThat(owner.get(schedule).at("/full_because")).contains("No earlier run");
        shop.load("profiles", "{\"id\":\"fay\"}");
        String second = runThenExpire(schedule);
        shop.load("profiles", "{\"id\":\"gus\"}");
        String third = run(schedule);

        assertThat(owner.get(export(second)).at("/since_export")).isEqualTo(first);
        assertThat(owner.get(export(third)).at("/since_export")).isEqualTo(second);
        assertThat(owner.get(schedule).json().get("full_because").isNull()).isTrue();
        assertThat(owner.get(export(third) + "/file?format=csv").text()).isEqualTo("change,id\nadded,gus\n");
        assertThat(owner.get(export(second) + "/file").status()).isEqualTo(410);
        assertThat(files(second)).isNotEmpty();
        server.bean(ExportSweep.class).run();
        assertThat(files(first)).isEmpty();
        assertThat(files(second)).isEmpty();
        owner.delete(schedule);
    }

    @Test
    void whatIsKeptForTheNextRunCountsUntilTheScheduleIsDeleted() throws IOException {
        long before = bytesKept();
        String schedule = schedule("\"format\":\"csv\"");
        String first = runThenExpire(schedule);
        assertThat(bytesKept()).isGreaterThan(before);

        owner.delete(schedule);
        server.bean(ExportSweep.class).run();

        assertThat(files(first)).isEmpty();
        assertThat(bytesKept()).isEqualTo(before);
    }

    @Test
    void nothingIsKeptWhereEachRunHasAllRows() throws IOException {
        Answer made = owner.post(
                shop.path("/export-schedules"),
                body("\"format\":\"csv\"").replace("\"since_last\":true", "\"since_last\":false"));
        String schedule = shop.path("/export-schedules/" + made.at("/id"));

        assertThat(files(runThenExpire(schedule))).isEmpty();
        owner.delete(schedule);
    }

    @Test
    void aRunIsComparedWithTheLastThatSucceeded() {
        String schedule = schedule("\"format\":\"csv\"");
        String first = run(schedule);
        server.bean(HeldClock.class).shut();
        String second = ask(schedule);
        String third = ask(schedule);
        owner.delete(export(second));
        server.bean(HeldClock.class).open();

        shop.until("/exports/" + third, "succeeded");

        assertThat(owner.get(export(third)).at("/since_export")).isEqualTo(first);
        assertThat(owner.get(schedule).json().get("full_because").isNull()).isTrue();
        owner.delete(schedule);
    }

    @Test
    void itSaysWhyARunHasAllRows() throws IOException {
        String schedule = schedule("\"format\":\"csv\"");
        String first = run(schedule);
        owner.delete(export(first));
        assertThat(files(first)).isEmpty();

        String second = run(schedule);
        assertThat(owner.get(export(second)).json().path("since_export").isNull())
                .isTrue();
        assertThat(owner.get(schedule).at("/full_because")).contains("deleted");

        owner.put(schedule, body("\"format\":\"csv\"").replace("[\"id\"]", "[\"id\",\"country\"]"));
        run(schedule);
        assertThat(owner.get(schedule).at("/full_because")).contains("other columns");
        owner.delete(schedule);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunIsNotComparedWithOneBeforeTheLast(boolean erased) {
        String schedule = schedule("\"format\":\"csv\"");
        run(schedule);
        shop.load("profiles", "{\"id\":\"fay\"}");
        String second = run(schedule);
        assertThat(owner.get(export(second) + "/file").text()).isEqualTo("change,id\nadded,fay\n");
        if (erased) {
            String erasure = owner.post(shop.path("/erasures"), "{\"profiles\":[\"fay\"]}")
                    .at("/id");
            shop.until("/erasures/" + erasure, "succeeded");
        } else {
            owner.delete(export(second));
        }

        String third = run(schedule);

        assertThat(owner.get(export(third)).json().path("since_export").isNull())
                .as("whoever took the second run would never be told what it alone had")
                .isTrue();
        assertThat(owner.get(schedule).at("/full_because")).contains("are gone");
        owner.delete(schedule);
    }

    @Test
    void aRunWithoutColumnsHasThoseThatThereAreByThen() {
        String schedule = shop.path("/export-schedules/"
                + owner.post(
                                shop.path("/export-schedules"),
                                body("\"format\":\"csv\"").replace("\"columns\":[\"id\"],", ""))
                        .at("/id"));
        run(schedule);
        shop.load("profiles", "{\"id\":\"anna\",\"attributes\":{\"colour\":\"red\"}}");

        String second = run(schedule);
        assertThat(owner.get(schedule).at("/full_because")).contains("other columns");
        assertThat(owner.get(export(second) + "/file")
                        .text()
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .contains("colour");

        shop.load("profiles", "{\"id\":\"bo\",\"attributes\":{\"colour\":\"blue\"}}");
        String third = run(schedule);
        assertThat(owner.get(export(third)).at("/since_export")).isEqualTo(second);
        assertThat(owner.get(export(third) + "/file").text())
                .startsWith("change,")
                .contains("blue")
                .doesNotContain("red");
        owner.delete(schedule);
    }

    @Test
    void anErasureReachesWhatIsKeptForTheNextRun() throws IOException {
        String schedule = schedule("\"format\":\"csv\"");
        String first = runThenExpire(schedule);
        assertThat(files(first)).isNotEmpty();

        Answer erasure = owner.post(shop.path("/erasures"), "{\"profiles\":[\"anna\"]}");
        assertThat(erasure.status()).as(erasure.text()).isEqualTo(202);
        JsonNode done = shop.until("/erasures/" + erasure.at("/id"), "succeeded");

        assertThat(files(first)).as(done.toString()).isEmpty();
        run(schedule);
        assertThat(owner.get(schedule).at("/full_because")).contains("erased");
        owner.delete(schedule);
    }

    @Test
    void rowsThatCannotBeToldApartAreRefusedAtOnce() {
        String without = body("\"format\":\"csv\"").replace("[\"id\"]", "[\"country\"]");
        String schedule = schedule("\"format\":\"csv\"");

        Answer posted = owner.post(shop.path("/export-schedules"), without);

        assertThat(posted.status()).as(posted.text()).isEqualTo(400);
        assertThat(posted.at("/errors/0/pointer")).isEqualTo("/export/columns");
        assertThat(owner.put(schedule, without).status()).isEqualTo(400);
        owner.delete(schedule);
    }

    @Test
    void aChangeOfTheProjectsZoneMovesSchedulesWithoutOneOfTheirOwn() {
        ZoneId stockholm = ZoneId.of("Europe/Stockholm");
        Instant change = stockholm.getRules().nextTransition(now()).getInstant();
        server.bean(HeldClock.class).step(Duration.between(now(), change.minus(Duration.ofHours(36))));
        String six = "{\"name\":\"Six\",\"timing\":\"0 6 * * *\",\"export\":{\"definition\":{\"all\":[]}}";
        String usual = shop.path("/export-schedules/"
                + owner.post(shop.path("/export-schedules"), six + "}").at("/id"));
        String own = shop.path("/export-schedules/"
                + owner.post(shop.path("/export-schedules"), six + ",\"zone\":\"UTC\"}")
                        .at("/id"));
        String before = owner.get(own).at("/next_run");

        owner.patch(shop.path(""), "{\"zone\":\"Pacific/Auckland\"}");
        assertThat(nextRun(usual, ZoneId.of("Pacific/Auckland"))).isEqualTo(LocalTime.of(6, 0));
        assertThat(owner.get(own).at("/next_run")).isEqualTo(before);

        owner.patch(shop.path(""), "{\"zone\":\"Europe/Stockholm\"}");
        Instant last = Instant.EPOCH;
        for (int day = 0; day < 3; day++) {
            Instant next = Instant.parse(owner.get(usual).at("/next_run"));
            assertThat(next).isAfter(last);
            assertThat(nextRun(usual, stockholm)).isEqualTo(LocalTime.of(6, 0));
            last = next;
            server.bean(HeldClock.class).step(Duration.between(now(), next).plusSeconds(1));
            server.bean(ExportSchedules.class).run();
        }
        assertThat(last).isAfter(change);
    }

    @Test
    void aChangeOfTheProjectsZoneLeavesARunThatIsDue() {
        String schedule = shop.path("/export-schedules/"
                + owner.post(
                                shop.path("/export-schedules"),
                                "{\"name\":\"Six\",\"timing\":\"0 6 * * *\",\"export\":{\"definition\":{\"all\":[]}}}")
                        .at("/id"));
        Instant next = Instant.parse(owner.get(schedule).at("/next_run"));
        server.bean(HeldClock.class).step(Duration.between(now(), next).plusSeconds(1));

        owner.patch(shop.path(""), "{\"zone\":\"Pacific/Auckland\"}");
        server.bean(ExportSchedules.class).run();

        assertThat(owner.get(schedule).at("/last_export")).isNotEmpty();
        assertThat(nextRun(schedule, ZoneId.of("Pacific/Auckland"))).isEqualTo(LocalTime.of(6, 0));
    }

    private LocalTime nextRun(String schedule, ZoneId zone) {
        return Instant.parse(owner.get(schedule).at("/next_run")).atZone(zone).toLocalTime();
    }

    private Instant now() {
        return server.bean(HeldClock.class).instant();
    }

    private static String body(String how) {
        return "{\"name\":\"Weekly\",\"timing\":\"P7D\",\"since_last\":true,"
                + "\"export\":{\"definition\":{\"all\":[]},\"columns\":[\"id\"],\"retention\":\"PT1H\"," + how + "}}";
    }

    private String schedule(String how) {
        Answer made = owner.post(shop.path("/export-schedules"), body(how));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return shop.path("/export-schedules/" + made.at("/id"));
    }

    /** Asks for the next run's export, whose id it gives back. */
    private String ask(String schedule) {
        Instant next = Instant.parse(owner.get(schedule).at("/next_run"));
        server.bean(SteppedClock.class).step(Duration.between(now(), next).plusSeconds(1));
        server.bean(ExportSchedules.class).run();
        assertThat(owner.get(schedule).json().get("last_error").isNull())
                .as(owner.get(schedule).text())
                .isTrue();
        return owner.get(schedule).at("/last_export");
    }

    private String run(String schedule) {
        String export = ask(schedule);
        shop.until("/exports/" + export, "succeeded");
        return export;
    }

    private String runThenExpire(String schedule) {
        String export = run(schedule);
        server.bean(SteppedClock.class).step(Duration.ofHours(2));
        server.bean(ExportSweep.class).run();
        server.bean(ExportSweep.class).run();
        assertThat(owner.get(export(export)).at("/state")).isEqualTo("expired");
        return export;
    }

    private String export(String id) {
        return shop.path("/exports/" + id);
    }

    private long bytesKept() {
        return owner.get(shop.path("/exports/usage")).json().get("disk_bytes").asLong();
    }

    private List<Path> files(String export) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("exports"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/" + export + "/"))
                    .toList();
        }
    }
}
