package io.muster.server.crash;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** Imports and exports without a pause until the server is gone, and remembers what was acknowledged. Thread-safe. */
final class Load {

    private static final String PROJECT = "/v1/projects/default";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Exports asked for between two kills: more than are made in that time, and not so many that they pile up. */
    private static final int EXPORTS = 10;

    /** What makes an export go through other stages. */
    private static final List<String> KINDS =
            List.of("", ",\"format\":\"xlsx\"", ",\"compression\":\"gzip\"", ",\"part_rows\":1000");

    /** Rows of each import that was begun. */
    private final Map<Integer, Integer> begun = new ConcurrentHashMap<>();

    private final Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> exports = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();

    Map<Integer, Integer> begun() {
        return begun;
    }

    Set<Integer> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    List<String> exports() {
        return List.copyOf(exports);
    }

    /** Loads the server from several threads and kills it after so many milliseconds. */
    void run(ServerProcess server, Random random, long millis) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch stop = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            long seed = random.nextLong();
            threads.add(Thread.ofVirtual().start(() -> imports(server, new Random(seed), stop)));
        }
        threads.add(Thread.ofVirtual().start(() -> exports(server, stop)));
        boolean early = stop.await(millis, TimeUnit.MILLISECONDS);
        server.kill();
        stop.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        if (early) {
            throw new IllegalStateException("the load ended before the server was killed");
        }
    }

    private void imports(ServerProcess server, Random random, CountDownLatch stop) {
        while (stop.getCount() > 0) {
            int number = numbers.incrementAndGet();
            int rows = random.nextInt(10) == 0 ? 20_000 : 1 + random.nextInt(50);
            begun.put(number, rows);
            try {
                HttpResponse<String> answer =
                        server.send("POST", PROJECT + "/events/import", "application/x-ndjson", rows(number, rows));
                if (answer.statusCode() == 200) {
                    acknowledged.add(number);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void exports(ServerProcess server, CountDownLatch stop) {
        for (int i = 0; i < EXPORTS && stop.getCount() > 0; i++) {
            try {
                HttpResponse<String> answer = server.send(
                        "POST",
                        PROJECT + "/exports",
                        "application/json",
                        "{\"definition\":{\"all\":[]},\"columns\":[\"export_key\",\"id\"]" + KINDS.get(i % KINDS.size())
                                + "}");
                if (answer.statusCode() == 202) {
                    exports.add(JSON.readTree(answer.body()).get("id").asString());
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Events of an import, each of a profile of its own. */
    private static String rows(int number, int rows) {
        StringBuilder ndjson = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            String id = number + "-" + row;
            ndjson.append("{\"id\":\"e")
                    .append(id)
                    .append("\",\"profile\":\"p")
                    .append(id)
                    .append("\",\"name\":\"Loaded\",\"time\":\"2026-01-01T00:00:00Z\",\"properties\":{\"import\":")
                    .append(number)
                    .append("}}\n");
        }
        return ndjson.toString();
    }
}
