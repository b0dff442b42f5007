package io.muster.bench.server;

import io.muster.bench.BenchFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The calls that concern one project's segments. For one thread. */
public final class SegmentApi implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpConnection connection;
    private final String path;

    public SegmentApi(HttpConnection.Address address, String project) {
        this.connection = new HttpConnection(address);
        this.path = "/v1/projects/" + project + "/segments";
    }

    /** A segment that has been computed. */
    public record Computed(String key, long size, long dataVersion, Instant asOf) {}

    public void create(String body) throws IOException {
        MusterApi.expect(
                connection.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8)), 201, "POST " + path);
    }

    /** Asks for all of them to be computed. */
    public void refreshAll() throws IOException {
        String what = path + "/refresh";
        MusterApi.expect(connection.post(what, "application/json", new byte[0]), 202, "POST " + what);
    }

    /**
     * Those that have been computed and are fresh.
     *
     * @throws BenchFailure where one could not be computed
     */
    public List<Computed> ready() throws IOException {
        List<Computed> ready = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = MusterApi.expect(connection.get(path + "?limit=1000" + next), 200, path);
            for (JsonNode each : page.path("items")) {
                if (each.path("state").asString().equals("failed")) {
                    throw new BenchFailure(each.path("key").asString() + ": " + each.path("last_error"));
                }
                if (each.path("state").asString().equals("fresh")) {
                    ready.add(new Computed(
                            each.path("key").asString(),
                            each.path("size").asLong(),
                            each.path("data_version").asLong(),
                            Instant.parse(each.path("as_of").asString())));
                }
            }
            JsonNode cursor = page.path("next_cursor");
            next = cursor.isNull() ? "" : "&cursor=" + cursor.asString();
        } while (!next.isEmpty());
        return ready;
    }

    /** How many are in each region of the stored members, ascending. */
    public List<Long> overlap(List<String> keys) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        keys.forEach(body.putArray("segments")::add);
        String what = path + "/overlap";
        JsonNode answer =
                MusterApi.expect(connection.post(what, "application/json", JSON.writeValueAsBytes(body)), 200, what);
        return answer.path("regions")
                .valueStream()
                .map(region -> region.path("count").asLong())
                .sorted()
                .toList();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
