package io.muster.server.job;

import static org.awaitility.Awaitility.await;

import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** A server in a process of its own with one job that never ends; its output says when that runs. */
final class KilledServer {
    private KilledServer() {}

    /** @param arguments the data directory, then settings as {@code name=value} */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        TestServer server = TestServer.start(Path.of(arguments[0]), settings);
        Jobs jobs = server.bean(Jobs.class);
        Job job = jobs.enqueue(new NewJob(
                JobsTest.defaultProject(server),
                ScriptedJobs.TYPE,
                "export",
                "killed",
                "rows",
                JsonNodeFactory.instance.objectNode()));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jobs.get(job.project(), job.id()).state() == JobState.RUNNING);
        System.out.println("running " + job.id());
    }
}
