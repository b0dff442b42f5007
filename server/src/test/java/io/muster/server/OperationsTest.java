package io.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@OnEachDatabase
class OperationsTest {
    private final TestServer server;
    private final ApiClient anybody;

    OperationsTest(Database database) {
        this.server = TestServer.on(database);
        this.anybody = server.anybody();
    }

    @Test
    void itIsAliveAndReady() {
        assertThat(anybody.get("/health/live").text()).isEqualTo("{\"status\":\"up\",\"checks\":{}}");

        Answer ready = anybody.get("/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().get("checks").propertyNames()).contains("catalog", "engine", "files");
    }

    @Test
    void metricsCountRequests() {
        anybody.get("/health/live");
        Answer metrics = anybody.get("/metrics");

        assertThat(metrics.header("Content-Type")).startsWith("text/plain");
        assertThat(metrics.text())
                .contains("jvm_threads_live_threads")
                .containsPattern("http_server_requests_seconds_count\\{.*uri=\"/health/live\"");
    }

    @Test
    void metricsHaveRoomForEveryRoute() {
        Set<String> routes = new HashSet<>();
        server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(route -> routes.addAll(route.getPatternValues()));

        Integer room =
                server.bean(Environment.class).getProperty("management.metrics.web.server.max-uri-tags", Integer.class);

        assertThat(routes).hasSizeGreaterThan(100);
        assertThat(room).isGreaterThan(2 * routes.size());
    }

    @Test
    void metricsCountExports() {
        Shop shop = Shop.open(server.owner());
        String before = anybody.get("/metrics").text();
        String file = shop.export("{\"definition\":{\"all\":[]},\"columns\":[\"id\"]}")
                .get("file")
                .asString();
        double bytes = shop.client().get(file).bytes().length;
        double others = shop.client().get(file + "?format=ndjson").bytes().length;
        String after = anybody.get("/metrics").text();

        assertThat(figure(after, "rows_total{format=\"csv\"}") - figure(before, "rows_total{format=\"csv\"}"))
                .isGreaterThanOrEqualTo(5);
        assertThat(figure(after, "bytes_total{format=\"csv\"}") - figure(before, "bytes_total{format=\"csv\"}"))
                .isGreaterThanOrEqualTo(bytes);
        assertThat(figure(after, "form_bytes_total{format=\"ndjson\"}")
                        - figure(before, "form_bytes_total{format=\"ndjson\"}"))
                .isGreaterThanOrEqualTo(others);
        for (String stage : List.of("evaluate", "write", "keep", "form")) {
            assertThat(figure(after, "stage_seconds_count{stage=\"" + stage + "\"}"))
                    .as(stage)
                    .isPositive();
        }
        assertThat(after).contains("# HELP muster_export_rows_total Rows in the files of exports");
    }

    /** 0 where nothing was counted yet. */
    private static double figure(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith("muster_export_" + name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void theDocumentIsServedAsJson() {
        Answer document = anybody.get("/v1/openapi.json");

        assertThat(document.at("/openapi")).isEqualTo("3.1.0");
        assertThat(document.json().at("/paths/~1v1~1projects/get").isObject()).isTrue();
    }

    @Test
    void thePageAsksNoOtherHost() {
        Answer page = anybody.get("/docs");

        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(page.text()).doesNotContain("http://", "https://");
        Pattern.compile("(?:src|href)=\"(/[^\"]+)\"")
                .matcher(page.text())
                .results()
                .forEach(link -> {
                    assertThat(anybody.get(link.group(1)).status())
                            .as(link.group(1))
                            .isEqualTo(200);
                });
    }
}
