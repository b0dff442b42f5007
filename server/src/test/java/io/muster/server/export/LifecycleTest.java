package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.export.schedule.ExportSchedules;
import io.muster.server.job.JobContext;
import io.muster.server.job.JobRunner;
import io.muster.server.job.Jobs;
import io.muster.server.job.NewJob;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Shop;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** From the queue to the end of an export, on a server with one worker and a clock of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class LifecycleTest {

    private static final String EVERYONE = everyone("\"raw\":false");

    @TempDir
    private static Path directory;

    private TestServer server;
    private ApiClient owner;

    /** To be named as a source of a server's beans; without annotation, so that no other server finds it. */
    static class Scripted {
        static final SteppedClock CLOCK = new SteppedClock();
        static final ConcurrentLinkedQueue<String> ENDED = new ConcurrentLinkedQueue<>();
        static volatile CountDownLatch gate = new CountDownLatch(0);
        static volatile CountDownLatch held = new CountDownLatch(1);

        @Bean
        @Primary
        Clock steppedClock() {
            return CLOCK;
        }

        @Bean
        ExportListener endings() {
            return export -> ENDED.add(export.id() + " " + export.state().code());
        }

        /** Keeps the only worker busy until the gate opens. */
        @Bean
        JobRunner gatekeeper() {
            return new JobRunner() {
                @Override
                public String type() {
                    return "gate";
                }

                @Override
                public void run(JobContext context) {
                    held.countDown();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
        }
    }

    @BeforeAll
    void start() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        server = TestServer.start(data, Map.of("muster.job.workers", "1", "muster.export.queue", "6"), Scripted.class);
        owner = server.owner();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void projectsTakeTurns() throws InterruptedException {
        Shop one = Shop.open(owner);
        Shop other = Shop.open(owner);
        holdTheWorker(one);

        List<String> ofOne = ask(one, EVERYONE, EVERYONE, EVERYONE);
        String last = ask(one, everyone("\"priority\":\"low\"")).getFirst();
        List<String> ofOther = ask(other, EVERYONE, EVERYONE);

        assertThat(position(one, ofOne.get(0))).isEqualTo(1);
        assertThat(position(other, ofOther.get(0))).isEqualTo(2);
        assertThat(position(one, ofOne.get(1))).isEqualTo(3);
        assertThat(position(other, ofOther.get(1))).isEqualTo(4);
        assertThat(position(one, ofOne.get(2))).isEqualTo(5);
        assertThat(position(one, last)).isEqualTo(6);
        assertThat(owner.get(one.path("/exports/usage")).json().get("queued").asInt())
                .isEqualTo(4);
        Scripted.gate.countDown();
        one.until("/exports/" + last, "succeeded");
        other.until("/exports/" + ofOther.getLast(), "succeeded");
        assertThat(owner.get(one.path("/exports/" + last))
                        .json()
                        .get("queue_position")
                        .isNull())
                .isTrue();
    }

    @Test
    void anExportWaitsForOneErasureOfAnotherProjectHoweverManyThereAre() throws InterruptedException {
        Shop one = Shop.open(owner);
        Shop other = Shop.open(owner);
        holdTheWorker(one);
        for (String profile : List.of("anna", "bo", "cleo")) {
            assertThat(owner.post(one.path("/erasures"), "{\"profiles\":[\"" + profile + "\"]}")
                            .status())
                    .isEqualTo(202);
        }
        String export = ask(other, EVERYONE).getFirst();

        Scripted.gate.countDown();
        other.until("/exports/" + export, "succeeded");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(started(one, "erasure")).hasSize(3).doesNotContain(0L));

        assertThat(started(other, "export").getFirst())
                .isLessThanOrEqualTo(started(one, "erasure").get(1));
    }

    /** When the project's jobs of that type began, oldest first; 0 for one that has not. */
    private List<Long> started(Shop shop, String type) {
        String project = owner.get(shop.path("")).at("/id");
        return server.bean(Catalog.class)
                .read(db -> db.fetch(
                                "select coalesce(started_at, 0) from job where project = ? and type = ? order by id",
                                project,
                                type)
                        .getValues(0, Long.class));
    }

    @Test
    void noMoreWaitThanMay() throws InterruptedException {
        Shop shop = Shop.open(owner);
        holdTheWorker(shop);
        List<String> waiting = ask(shop, EVERYONE, EVERYONE, EVERYONE, EVERYONE, EVERYONE, EVERYONE);

        Answer refused = owner.post(shop.path("/exports"), EVERYONE);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.at("/detail")).contains("6 exports of this project wait");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        owner.delete(shop.path("/exports/" + waiting.getFirst()));
        assertThat(owner.get(shop.path("/exports/" + waiting.getFirst())).at("/state"))
                .isEqualTo("cancelled");
        assertThat(owner.post(shop.path("/exports"), EVERYONE).status()).isEqualTo(202);
        Scripted.gate.countDown();
    }

    @Test
    void whoListensHearsOfEveryEnd() {
        Shop shop = Shop.open(owner);
        JsonNode export = shop.export(EVERYONE);
        String id = export.get("id").asString();

        owner.delete(shop.path("/exports/" + id));

        assertThat(Scripted.ENDED.stream().filter(it -> it.startsWith(id)))
                .containsExactly(id + " succeeded", id + " expired");
    }

    @Test
    void filesGoWhenTheirTimeIsOver() {
        Shop shop = Shop.open(owner);
        JsonNode export = shop.export(everyone("\"retention\":\"PT1H\""));
        String file = export.get("file").asString();
        owner.get(file + "?format=xlsx");
        ExportSweep sweep = server.bean(ExportSweep.class);

        sweep.run();
        assertThat(owner.get(file).status()).isEqualTo(200);
        Scripted.CLOCK.step(Duration.ofHours(2));
        assertThat(owner.get(file).status()).as("before it is swept").isEqualTo(410);
        assertThat(ids(owner.get(shop.path("/exports?state=expired"))))
                .containsExactly(export.get("id").asString());
        assertThat(ids(owner.get(shop.path("/exports?state=succeeded")))).isEmpty();
        sweep.run();

        assertThat(owner.get(file).status()).isEqualTo(410);
        assertThat(owner.get(shop.path("/exports/" + export.get("id").asString()))
                        .at("/state"))
                .isEqualTo("expired");
        assertThat(filesOf(export)).isEmpty();
    }

    private static List<String> ids(Answer list) {
        return list.json().get("items").findValuesAsString("id");
    }

    @Test
    void whatADeadProcessLeftIsSweptAndNothingElse() throws IOException {
        Shop shop = Shop.open(owner);
        JsonNode export = shop.export(EVERYONE);
        owner.get(export.get("file").asString() + "?format=json");
        List<Path> before = filesOf(export);
        Path orphan = Files.writeString(before.getFirst().resolveSibling("form-f_dead.part"), "half");
        Path stranger = Files.createDirectories(
                before.getFirst().resolveSibling("../e_unknown").normalize().resolve("deep"));

        server.bean(ExportSweep.class).run();

        assertThat(orphan).doesNotExist();
        assertThat(stranger.getParent()).doesNotExist();
        assertThat(filesOf(export)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aScheduleAsksForExports() {
        Shop shop = Shop.open(owner);
        Answer made = owner.post(shop.path("/export-schedules"), """
                {"name":"Daily","timing":"daily","zone":"Europe/Stockholm","since_last":true,
                 "export":{"definition":{"attribute":"country","exists":true},"columns":["id"]}}""");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String path = "/export-schedules/" + made.at("/id");
        Instant next = Instant.parse(made.at("/next_run"));
        assertThat(next.atZone(ZoneId.of("Europe/Stockholm")).getHour()).isZero();

        String first = runAt(shop, path, next);
        shop.load("profiles", "{\"id\":\"eve\",\"attributes\":{\"country\":\"FI\"}}");
        String second = runAt(shop, path, next.plus(Duration.ofHours(25)));

        assertThat(text(shop, first)).isEqualTo("id\nanna\nbo\ncleo\ndan\n");
        assertThat(text(shop, second)).isEqualTo("change,id\nadded,eve\n");
        assertThat(owner.get(shop.path(path)).json().get("last_error").isNull()).isTrue();
        assertThat(owner.delete(shop.path(path)).status()).isEqualTo(204);
        assertThat(owner.get(shop.path(path)).status()).isEqualTo(404);
    }

    @Test
    void aScheduleWithoutAZoneRunsInTheProjects() {
        Shop shop = Shop.open(owner);
        owner.patch(shop.path(""), "{\"zone\":\"Pacific/Auckland\"}");

        Answer made = owner.post(
                shop.path("/export-schedules"),
                "{\"name\":\"Six\",\"timing\":\"0 6 * * *\",\"export\":{\"definition\":{\"all\":[]}}}");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(Instant.parse(made.at("/next_run"))
                        .atZone(ZoneId.of("Pacific/Auckland"))
                        .getHour())
                .isEqualTo(6);
        owner.delete(shop.path("/export-schedules/" + made.at("/id")));
    }

    @Test
    void aScheduleSaysWhyItCouldNotAsk() {
        Shop shop = Shop.open(owner);
        shop.segment("Vips", "{\"tag\":\"vip\"}");
        Answer made = owner.post(
                shop.path("/export-schedules"),
                "{\"name\":\"Hourly\",\"timing\":\"PT1H\",\"export\":{\"segment\":\"vips\"}}");
        String path = shop.path("/export-schedules/" + made.at("/id"));
        owner.delete(shop.path("/segments/vips"));

        Scripted.CLOCK.step(Duration.ofHours(1));
        server.bean(ExportSchedules.class).run();

        assertThat(owner.get(path).at("/last_error/code")).isEqualTo("unknown_segment");
        assertThat(Instant.parse(owner.get(path).at("/next_run"))).isAfter(Instant.parse(made.at("/next_run")));
        Answer off = owner.put(
                path,
                "{\"name\":\"Off\",\"timing\":\"PT1H\",\"enabled\":false,\"export\":{\"definition\":{\"all\":[]}}}");
        assertThat(off.json().get("next_run").isNull()).isTrue();
        assertThat(owner.post(
                                shop.path("/export-schedules"),
                                "{\"name\":\"x\",\"timing\":\"manual\",\"export\":{\"columns\":[7]}}")
                        .json()
                        .get("errors")
                        .findValuesAsString("pointer"))
                .contains("/timing", "/export/segment", "/export/columns/0");
        String unknown = "{\"name\":\"x\",\"timing\":\"PT1H\",\"export\":{\"definition\":{\"all\":[]},"
                + "\"columns\":[\"id\",\"sum(Order Completed).total of\",\"segment(none)\"]}}";
        assertThat(owner.post(shop.path("/export-schedules"), unknown)
                        .json()
                        .get("errors")
                        .findValuesAsString("pointer"))
                .isNotEmpty()
                .allMatch(pointer -> pointer.startsWith("/export/columns/"));
    }

    private static String everyone(String member) {
        return "{\"definition\":{\"all\":[]},\"columns\":[\"id\"]," + member + "}";
    }

    private String runAt(Shop shop, String path, Instant time) {
        Scripted.CLOCK.step(Duration.between(Scripted.CLOCK.instant(), time).plusSeconds(1));
        server.bean(ExportSchedules.class).run();
        String export = owner.get(shop.path(path)).at("/last_export");
        shop.until("/exports/" + export, "succeeded");
        return export;
    }

    private String text(Shop shop, String export) {
        return owner.get(shop.path("/exports/" + export + "/file")).text();
    }

    private int position(Shop shop, String export) {
        return owner.get(shop.path("/exports/" + export))
                .json()
                .get("queue_position")
                .asInt();
    }

    private List<String> ask(Shop shop, String... requests) {
        List<String> ids = new ArrayList<>();
        for (String request : requests) {
            Answer answer = owner.post(shop.path("/exports"), request);
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            ids.add(answer.at("/id"));
        }
        return ids;
    }

    private void holdTheWorker(Shop shop) throws InterruptedException {
        Awaitility.await().until(() -> Scripted.gate.getCount() == 0);
        Scripted.held = new CountDownLatch(1);
        Scripted.gate = new CountDownLatch(1);
        String project = owner.get(shop.path("")).at("/id");
        server.bean(Jobs.class)
                .enqueue(new NewJob(
                        new ProjectId(project),
                        "gate",
                        "segment",
                        "none",
                        "segments",
                        JsonNodeFactory.instance.objectNode()));
        Scripted.held.await();
    }

    private List<Path> filesOf(JsonNode export) {
        try (Stream<Path> files = Files.walk(server.data().resolve("exports"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().contains("/" + export.get("id").asString() + "/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
