package io.muster.bench.server;

import io.muster.bench.BenchFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The calls of Muster's HTTP interface that the measures make. For one thread. */
public final class MusterApi implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HEAP = "jvm_memory_used_bytes{";

    private final HttpConnection connection;

    public MusterApi(HttpConnection.Address address) {
        connection = new HttpConnection(address);
    }

    /** What is in a body that is sent. */
    public enum Content {
        PARQUET("Content-Type: application/vnd.apache.parquet\r\n"),
        NDJSON("Content-Type: application/x-ndjson\r\n"),
        NDJSON_ZSTD("Content-Type: application/x-ndjson\r\nContent-Encoding: zstd\r\n");

        private final String headers;

        Content(String headers) {
            this.headers = headers;
        }
    }

    public record Export(String id, String state, String detail) {}

    /** What a manifest says of an export's one file. */
    public record Proof(long rows, long bytes, String sha256) {}

    /** The new project's id. */
    public String createProject(String key) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("key", key).put("name", "Benchmark " + key);
        return post("/v1/projects", body, 201).path("id").asString();
    }

    public void deleteProject(String project) throws IOException {
        expect(connection.delete("/v1/projects/" + project), 204, "DELETE of the project");
    }

    /** Whether the server answers at all; a refused connection is no answer. */
    public boolean listsProjects() {
        try {
            return connection.get("/v1/projects").status() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** Imports the file; fails unless the server accepts exactly {@code rows}. {@code kind} is profiles or events. */
    public void importFile(String project, String kind, Content content, Path file, long rows) throws IOException {
        String path = "/v1/projects/" + project + "/" + kind + "/import";
        JsonNode answer = expect(connection.postFile(path, content.headers, file), 200, path);
        if (answer.path("accepted").asLong() != rows) {
            throw new BenchFailure("%s: %d rows were sent, the answer is %s".formatted(path, rows, answer));
        }
    }

    /** Imports event rows that are in memory and answers how many were accepted. */
    public long importEvents(String project, byte[] ndjson) throws IOException {
        String path = "/v1/projects/" + project + "/events/import";
        return expect(connection.post(path, "application/x-ndjson", ndjson), 200, path)
                .path("accepted")
                .asLong();
    }

    /** How many profiles the definition, JSON, selects with its windows resolved at the instant. */
    public long count(String project, String definition, Instant asOf) throws IOException {
        byte[] body =
                ("{\"definition\":" + definition + ",\"as_of\":\"" + asOf + "\"}").getBytes(StandardCharsets.UTF_8);
        String path = "/v1/projects/" + project + "/segments/preview";
        return expect(connection.post(path, "application/json", body), 200, definition)
                .path("count")
                .asLong();
    }

    public Export startExport(String project, String body) throws IOException {
        return export(post("/v1/projects/" + project + "/exports", JSON.readTree(body), 202));
    }

    public Export export(String project, String export) throws IOException {
        return export(get("/v1/projects/" + project + "/exports/" + export));
    }

    /** Downloads the file of an export that may still be under way. */
    public void download(String project, String export, Path target) throws IOException {
        String path = "/v1/projects/" + project + "/exports/" + export + "/file?wait=600";
        HttpAnswer answer = connection.download(path, target);
        if (answer.status() != 200) {
            throw unexpected(answer, 200, path);
        }
    }

    /** Reads the file of an export to its end, and answers how many bytes it has. */
    public long read(String project, String export) throws IOException {
        String path = "/v1/projects/" + project + "/exports/" + export + "/file";
        var bytes = new CountingChannel();
        HttpAnswer answer = connection.download(path, bytes);
        if (answer.status() != 200) {
            throw unexpected(answer, 200, path);
        }
        return bytes.count();
    }

    /** Has an export's files deleted. */
    public void deleteExport(String project, String export) throws IOException {
        String path = "/v1/projects/" + project + "/exports/" + export;
        HttpAnswer answer = connection.delete(path);
        if (answer.status() != 204) {
            throw unexpected(answer, 204, path);
        }
    }

    public Proof proof(String project, String export) throws IOException {
        JsonNode manifest = get("/v1/projects/" + project + "/exports/" + export + "/manifest");
        JsonNode file = manifest.path("files").path(0);
        return new Proof(
                manifest.path("rows").path("written").asLong(),
                file.path("bytes").asLong(),
                file.path("sha256").asString());
    }

    /** Whether a job of the project waits or runs. */
    public boolean hasUnfinishedJobs(String project) throws IOException {
        JsonNode jobs = get("/v1/projects/" + project + "/jobs?limit=100").path("items");
        return jobs.valueStream().map(job -> job.path("state").asString()).anyMatch(MusterApi::isUnfinished);
    }

    /** The bytes that objects take in the server's heap now, garbage included. */
    public long heapBytes() throws IOException {
        HttpAnswer answer = connection.get("/metrics");
        if (answer.status() != 200) {
            throw unexpected(answer, 200, "/metrics");
        }
        return answer.body()
                .lines()
                .filter(line -> line.startsWith(HEAP) && line.contains("area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private static boolean isUnfinished(String state) {
        return "queued".equals(state) || "running".equals(state);
    }

    private static Export export(JsonNode answer) {
        String error = answer.path("error").toString();
        return new Export(answer.path("id").asString(), answer.path("state").asString(), error);
    }

    private JsonNode get(String path) throws IOException {
        return expect(connection.get(path), 200, path);
    }

    private JsonNode post(String path, JsonNode body, int status) throws IOException {
        return expect(connection.post(path, "application/json", JSON.writeValueAsBytes(body)), status, path);
    }

    static JsonNode expect(HttpAnswer answer, int status, String what) {
        if (answer.status() != status) {
            throw unexpected(answer, status, what);
        }
        return JSON.readTree(answer.body());
    }

    private static BenchFailure unexpected(HttpAnswer answer, int status, String what) {
        String body = answer.body();
        return new BenchFailure("%s: status %d instead of %d: %s"
                .formatted(what, answer.status(), status, body.substring(0, Math.min(1000, body.length()))));
    }
}
