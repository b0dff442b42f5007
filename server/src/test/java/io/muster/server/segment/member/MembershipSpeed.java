package io.muster.server.segment.member;

import com.sun.management.OperatingSystemMXBean;
import io.muster.model.ProjectId;
import io.muster.server.http.PageRequest;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.segment.CurrentMembers;
import io.muster.server.segment.Members;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import io.muster.server.test.Database;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures look-ups, uploads and overlaps through HTTP, server and client in one process. No test; run its main with the
 * number of profiles, of segments, and of requests a second.
 */
final class MembershipSpeed {

    private static final int SECONDS = 20;
    private static final int LARGE = 8;

    /** A server that falls behind is to show as late answers, not as too many connections. */
    private final Semaphore inFlight = new Semaphore(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestServer server;
    private final int profiles;

    private MembershipSpeed(TestServer server, int profiles) {
        this.server = server;
        this.profiles = profiles;
    }

    /** Arguments: profiles, segments, requests a second. */
    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory("muster-speed");
        try (TestServer server = TestServer.start(data, Database.SQLITE.settings())) {
            MembershipSpeed speed = new MembershipSpeed(server, Integer.parseInt(arguments[0]));
            speed.prepare(Integer.parseInt(arguments[1]));
            speed.overlap();
            speed.direct();
            int rate = Integer.parseInt(arguments[2]);
            for (int round = 0; round < 2; round++) {
                speed.load(rate, "/segments/large-3/members/");
                speed.load(rate, "/profiles/%s/segments?limit=10000");
            }
        }
        System.exit(0);
    }

    private void prepare(int segments) throws IOException, InterruptedException {
        timed("import", () -> send("POST", "/profiles/import", "text/csv", ids(new Random(1), 1.0)));
        for (int i = 0; i < LARGE; i++) {
            send("POST", "/segments", "application/json", "{\"name\":\"large " + i + "\",\"type\":\"static\"}");
            String body = ids(new Random(i), 1_000_000.0 / profiles);
            String path = "/segments/large-" + i + "/members";
            timed("upload " + body.lines().count(), () -> send("PUT", path, "text/csv", body));
        }
        for (int i = LARGE; i < segments; i++) {
            String body = "{\"name\":\"s" + i + "\",\"definition\":{\"attribute\":\"n\",\"is\":" + i + "}}";
            send("POST", "/segments", "application/json", body);
        }
        String waiting;
        do {
            Thread.sleep(500);
            waiting = send("GET", "/segments?limit=10000", "application/json", "");
        } while (waiting.contains("\"state\":\"new\"") || waiting.contains("\"state\":\"refreshing\""));
    }

    private void overlap() throws IOException, InterruptedException {
        String body = IntStream.range(0, LARGE)
                .mapToObj(i -> "\"large-" + i + "\"")
                .collect(Collectors.joining(",", "{\"segments\":[", "]}"));
        for (int i = 0; i < 7; i++) {
            timed("overlap of " + LARGE, () -> send("POST", "/segments/overlap", "application/json", body));
        }
    }

    /** Processor time of the work alone, which neighbours do not disturb. */
    private void direct() {
        Project project = server.bean(Projects.class)
                .find(new ProjectId(jsonAt("", "/id")))
                .orElseThrow();
        Segments segments = server.bean(Segments.class);
        Members members = server.bean(Members.class);
        CurrentMembers current = server.bean(CurrentMembers.class);
        PageRequest page = new PageRequest(10_000, null);
        Random random = new Random(3);
        for (int round = 0; round < 3; round++) {
            each("segment", () -> segments.get(project, "large-3"));
            Segment segment = segments.get(project, "large-3");
            each("ordinal", () -> members.ordinal(project, id(random.nextInt(profiles))));
            each("membership", () -> members.kept(segment, null));
            each("since", () -> members.log(segment).entered(random.nextInt(profiles), 2));
            each("segments of a profile", () -> current.of(project, random.nextInt(profiles), null, page));
        }
    }

    private static void each(String what, Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 5_000; i++) {
            work.run();
        }
        System.out.printf("%-36s %.1f µs%n", what, (threads.getCurrentThreadCpuTime() - start) / 5e6);
    }

    private String jsonAt(String path, String pointer) {
        try {
            return JsonMapper.shared().readTree(send("GET", path, "application/json", "")).at(pointer).asString();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An open loop: a request is late from when it was to be sent. */
    private void load(int rate, String path) {
        int count = rate * SECONDS;
        long[] took = new long[count];
        List<CompletableFuture<?>> open = new ArrayList<>();
        Random random = new Random(7);
        long processor = processorNanos();
        long start = System.nanoTime() + 50_000_000;
        for (int i = 0; i < count; i++) {
            long due = start + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            String id = id(random.nextInt(profiles));
            String full = path.contains("%s") ? path.formatted(id) : path + id;
            int request = i;
            inFlight.acquireUninterruptibly();
            open.add(http.sendAsync(request("GET", full, "application/json", ""), HttpResponse.BodyHandlers.ofString())
                    .whenComplete((answer, error) -> inFlight.release())
                    .thenAccept(answer -> {
                        took[request] = System.nanoTime() - due;
                        if (answer.statusCode() != 200) {
                            throw new IllegalStateException(answer.body());
                        }
                    }));
        }
        CompletableFuture.allOf(open.toArray(CompletableFuture[]::new)).join();
        Arrays.sort(took);
        System.out.printf(
                "%-36s %d/s: median %.2f ms, p99 %.2f ms, p99.9 %.2f ms, most %.2f ms;"
                        + " %.0f µs of processor a request, the client's among them%n",
                path,
                rate,
                took[count / 2] / 1e6,
                took[count * 99 / 100] / 1e6,
                took[count * 999 / 1000] / 1e6,
                took[count - 1] / 1e6,
                (processorNanos() - processor) / 1e3 / count);
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private String ids(Random random, double share) {
        return IntStream.range(0, profiles)
                .filter(i -> random.nextDouble() < share)
                .mapToObj(MembershipSpeed::id)
                .collect(Collectors.joining("\n", "id\n", "\n"));
    }

    private static String id(int number) {
        return "customer-" + number;
    }

    private String send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request(method, path, type, body), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.body());
        }
        return JsonMapper.shared().readTree(answer.body()).toString();
    }

    private HttpRequest request(String method, String path, String type, String body) {
        String pair = TestServer.CLIENT_ID + ":" + TestServer.CLIENT_SECRET;
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.port() + "/v1/projects/default" + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", type)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private interface Work {
        String run() throws IOException, InterruptedException;
    }

    private static void timed(String what, Work work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        work.run();
        System.out.printf("%-36s %.1f ms%n", what, (System.nanoTime() - start) / 1e6);
    }
}
