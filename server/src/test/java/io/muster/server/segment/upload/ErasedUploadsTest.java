package io.muster.server.segment.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.field;

import io.muster.engine.Deadline;
import io.muster.engine.SegmentEngine;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads whose bodies end after somebody whom they name was erased. */
@OnEachDatabase
class ErasedUploadsTest {

    private final TestServer server;
    private final ApiClient owner;
    private final Shop shop;

    ErasedUploadsTest(Database database) {
        this.server = TestServer.on(database);
        this.owner = server.owner();
        this.shop = Shop.open(owner);
        owner.post(shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown=skip", "unknown=skip&dry_run=true"})
    void noRejectedRowTellsWhoWasErased(String query) {
        Answer uploaded = upload(query, "anna");

        assertThat(uploaded.json().get("rejected").asInt()).isEqualTo(2);
        assertThat(uploaded.json().get("reasons").isNull()).isTrue();
        assertThat(reasons()).doesNotExist();
    }

    @Test
    void reasonsThatNameNobodyWhoWasErasedAreKept() {
        Answer uploaded = upload("unknown=skip", "cleo");

        assertThat(owner.get(uploaded.at("/reasons")).text()).contains("nobody");
        assertThat(reasons()).exists();
    }

    @Test
    void nothingIsHeldForWhoWasErased() {
        Answer uploaded = upload("unknown=hold", "anna");
        assertThat(uploaded.at("/held")).isEqualTo("1");

        shop.load("profiles", "{\"id\": \"anna\"}\n{\"id\": \"nobody\"}");

        shop.untilMembers("staff", "bo", "nobody");
    }

    @Test
    void whoWasErasedIsNotMadeAgain() {
        Answer uploaded = upload("unknown=create", "anna");

        assertThat(uploaded.at("/created")).isEqualTo("1");
        assertThat(uploaded.at("/suppressed")).isEqualTo("1");
        assertThat(shop.members("staff", 10)).containsExactlyInAnyOrder("bo", "nobody");
        assertThat(owner.get(shop.path("/profiles/anna")).status()).isEqualTo(404);
    }

    @Test
    void whatTheEngineForgetsWhileTheBodyIsReadIsNotMade() {
        Answer uploaded = upload(
                "unknown=create",
                () -> server.bean(SegmentEngine.class)
                        .erase(
                                new ProjectId(owner.get(shop.path("")).at("/id")),
                                List.of("anna", "nobody"),
                                Deadline.none()));

        assertThat(uploaded.at("/created")).isEqualTo("0");
        assertThat(uploaded.at("/suppressed")).isEqualTo("2");
        assertThat(shop.members("staff", 10)).containsExactly("bo");
    }

    private Answer upload(String query, String erased) {
        return upload(query, () -> {
            Answer asked = owner.post(shop.path("/erasures"), "{\"profiles\": [\"" + erased + "\"]}");
            shop.until("/erasures/" + asked.at("/id"), "succeeded");
        });
    }

    /** Sends a body with anna, bo and nobody, and ends it when that is done. */
    private Answer upload(String query, Runnable meanwhile) {
        CompletableFuture<Answer> answer;
        try (SubmissionPublisher<ByteBuffer> body = new SubmissionPublisher<>()) {
            answer = CompletableFuture.supplyAsync(
                    () -> owner.with("Content-Type", "text/csv")
                            .send(
                                    "POST",
                                    shop.path("/segments/staff/members?" + query),
                                    BodyPublishers.fromPublisher(body),
                                    ""),
                    task -> Thread.ofVirtual().start(task));
            await().until(body::hasSubscribers);
            body.submit(ByteBuffer.wrap("id\nanna\nbo\nnobody\n".getBytes(UTF_8)));
            await().until(() -> uploads().equals(List.of("staging")));

            meanwhile.run();
            assertThat(uploads()).as("the upload goes on").containsExactly("staging");
        }
        Answer uploaded = answer.join();
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(200);
        assertThat(column("erased", String.class))
                .as("what is left of the erasure")
                .containsOnlyNulls();
        return uploaded;
    }

    private List<String> uploads() {
        return column("state", String.class);
    }

    private Path reasons() {
        Path folder = server.data().resolve("member-uploads");
        assertThat(Files.isDirectory(folder)).isTrue();
        return folder.resolve(column("id", String.class).getFirst() + ".ndjson");
    }

    private <T> List<T> column(String name, Class<T> type) {
        String segment = owner.get(shop.path("/segments/staff")).at("/id");
        return server.bean(Catalog.class)
                .read(db -> db.select(field(org.jooq.impl.DSL.name("member_upload", name), type))
                        .from(UploadStore.UPLOAD)
                        .where(UploadStore.SEGMENT.eq(segment))
                        .fetch(row -> row.value1()));
    }
}
