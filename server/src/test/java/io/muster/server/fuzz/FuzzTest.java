package io.muster.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.testing.Seeds;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Good requests with something wrong in them: each is answered soon and in words, and none leaves anything behind. */
class FuzzTest {

    /** No parser takes so long: what does, does again, and what a busy machine delayed does not. */
    private static final Duration HANG = Duration.ofSeconds(1);

    private static final int ATTEMPTS = 3;

    private static final long HEAP_GROWTH = 64 << 20;

    private final TestServer server = TestServer.on(Database.SQLITE);

    @Test
    void answersWhateverItIsSent() throws IOException {
        send(Integer.getInteger("muster.fuzz.inputs", 4_000));
    }

    @Test
    @Tag("long")
    void answersAMillionInputsWithoutGrowing() throws IOException {
        send(100_000);
        long before = heap();
        send(Integer.getInteger("muster.fuzz.inputs", 1_000_000));
        assertThat(heap() - before).as("bytes of heap more than before").isLessThan(HEAP_GROWTH);
    }

    private void send(int inputs) throws IOException {
        long seed = Seeds.of(FuzzTest.class);
        Random random = new Random(seed);
        Mutations mutations = new Mutations(random);
        List<Input> all = inputs();
        String credentials = "Basic "
                + Base64.getEncoder()
                        .encodeToString((TestServer.CLIENT_ID + ":" + TestServer.CLIENT_SECRET)
                                .getBytes(StandardCharsets.UTF_8));
        Duration slowest = Duration.ZERO;
        try (Connection connection = new Connection(server.port())) {
            for (int i = 0; i < inputs; i++) {
                Input input = all.get(random.nextInt(all.size()));
                byte[] request = input.bytes(mutations, credentials);
                Duration taken = taken(connection, request, input.isOfAnOlderInterface());
                for (int again = 1; again < ATTEMPTS && taken.compareTo(HANG) > 0; again++) {
                    taken = taken(connection, request, input.isOfAnOlderInterface());
                }
                assertThat(taken).as(() -> text(request)).isLessThan(HANG);
                slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
            }
        }
        System.out.println("FuzzTest: the slowest answer took " + slowest.toMillis() + " ms");
    }

    private static Duration taken(Connection connection, byte[] request, boolean older) {
        long started = System.nanoTime();
        check(answer(connection, request), request, older);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static Connection.Answer answer(Connection connection, byte[] request) {
        try {
            return connection.send(request);
        } catch (IOException e) {
            throw new AssertionError("no answer to " + text(request), e);
        }
    }

    private List<Input> inputs() {
        Shop shop = Shop.open(server.owner());
        ApiClient owner = server.owner();
        List<Input> inputs = new ArrayList<>(Inputs.of(shop.path("")));
        inputs.addAll(TextInputs.of(shop.path("")));
        String token = owner.post("/oauth/token", "{\"grant_type\": \"client_credentials\"}")
                .at("/access_token");
        inputs.addAll(CredentialInputs.of(shop.path(""), token));
        shop.segment("A", "{\"all\": []}");
        shop.segment("B", "{\"all\": []}");
        for (String list : List.of("/v1/audit", "/v1/projects", shop.path("/segments"), shop.path("/catalog/events"))) {
            String cursor = owner.get(list + "?limit=1").at("/next_cursor");
            inputs.add(Input.target(list + "?limit=1&cursor=" + cursor));
        }
        return List.copyOf(inputs);
    }

    private static void check(Connection.Answer answer, byte[] request, boolean older) {
        assertThat(answer.status())
                .as(() -> text(request) + "\n\n" + answer.body())
                .isBetween(200, 499);
        if (answer.status() >= 400) {
            assertThat(answer.body())
                    .as(() -> text(request))
                    .doesNotContain("Exception", "io.muster", "org.springframework", "tools.jackson", "java.");
        }
        if (answer.status() >= 400 && !older) {
            assertThat(answer.contentType()).as(() -> text(request)).startsWith("application/problem+json");
            assertThat(answer.body()).as(() -> text(request)).contains("\"code\":");
        }
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static String text(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1);
    }
}
