package io.muster.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One file of examples: requests that are sent in their order, and the answers that are expected.
 *
 * @param name of the file
 */
public record Golden(String name, String says, List<Exchange> exchanges) {
    private static final Path ROOT = Path.of("..", "api", "golden");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public Golden {
        exchanges = List.copyOf(exchanges);
    }

    /** A request and its answer, as the file has them. */
    record Exchange(Request request, JsonNode answer, List<String> learns, boolean waits) {}

    record Request(String method, String path, Map<String, String> headers, String body) {}

    /** All files of a folder of {@code api/golden}. */
    public static List<Golden> of(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Golden::read)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("no golden examples for " + folder, e);
        }
    }

    /**
     * Sends all requests and holds each answer to what the file says.
     *
     * @param sender of requests as they are; the examples have credentials of their own
     * @param known what the names in double braces stand for
     */
    public void replay(Sender sender, Map<String, String> known) {
        GoldenNames names = new GoldenNames(known);
        for (Exchange exchange : exchanges) {
            if (exchange.waits()) {
                Awaitility.await(name)
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .untilAsserted(() -> exchange(sender, exchange, names));
            } else {
                exchange(sender, exchange, names);
            }
        }
    }

    /** What an answer teaches counts only if all of it is as expected. */
    private void exchange(Sender sender, Exchange exchange, GoldenNames names) {
        GoldenNames attempt = names.copy();
        check(exchange, send(sender, exchange.request(), attempt), attempt);
        names.adopt(attempt);
    }

    @Override
    public String toString() {
        return name + ": " + says;
    }

    private static Answer send(Sender sender, Request request, GoldenNames names) {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.replaceAll((name, value) -> names.fill(value));
        return sender.send(request.method(), names.fill(request.path()), headers, names.fill(request.body()));
    }

    private void check(Exchange exchange, Answer answer, GoldenNames names) {
        String what = name + ": " + exchange.request().method() + " "
                + exchange.request().path();
        JsonNode expected = exchange.answer();
        assertThat(answer.status())
                .as("%s: %s", what, answer.text())
                .isEqualTo(expected.required("status").asInt());
        for (Map.Entry<String, JsonNode> header : expected.path("headers").properties()) {
            assertThat(answer.header(header.getKey()))
                    .as("%s: %s", what, header.getKey())
                    .matches(value -> names.matches(header.getValue().asString(), value, exchange.learns()));
        }
        new GoldenMatch(names, exchange.learns(), what).body(expected.path("body"), answer);
    }

    private static Golden read(Path file) {
        JsonNode yaml = YAMLMapper.shared().readTree(file);
        JsonNode common = yaml.path("headers");
        List<Exchange> exchanges = new ArrayList<>();
        for (JsonNode node : yaml.required("exchanges")) {
            List<String> learns = new ArrayList<>();
            node.path("learns").forEach(name -> learns.add(name.asString()));
            exchanges.add(new Exchange(
                    request(node.required("request"), common),
                    node.required("answer"),
                    learns,
                    node.path("waits").asBoolean(false)));
        }
        return new Golden(
                String.valueOf(file.getFileName()), yaml.required("says").asString(), exchanges);
    }

    private static Request request(JsonNode node, JsonNode common) {
        Map<String, String> headers = new LinkedHashMap<>();
        Stream.of(common, node.path("headers"))
                .forEach(some -> some.properties()
                        .forEach(entry ->
                                headers.put(entry.getKey(), entry.getValue().asString())));
        headers.values().removeIf(String::isEmpty);
        JsonNode body = node.path("body");
        return new Request(
                node.required("method").asString(),
                node.required("path").asString(),
                headers,
                body.isMissingNode() ? "" : body.isString() ? body.asString() : body.toString());
    }
}
