package io.muster.server.telemetry;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.engine.SegmentEngine;
import io.muster.server.access.AnyScope;
import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import io.muster.server.project.Projects;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@AnyScope
@RequestMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
class HealthController {
    private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);
    private static final long FREE_BYTES = 64L << 20;

    private final Catalog catalog;
    private final SegmentEngine engine;
    private final Projects projects;
    private final MusterProperties properties;
    private final ApplicationAvailability availability;

    HealthController(
            Catalog catalog,
            SegmentEngine engine,
            Projects projects,
            MusterProperties properties,
            ApplicationAvailability availability) {
        this.catalog = catalog;
        this.engine = engine;
        this.projects = projects;
        this.properties = properties;
        this.availability = availability;
    }

    @GetMapping("/live")
    Health live() {
        return Health.of(Map.of());
    }

    @GetMapping("/ready")
    ResponseEntity<Health> ready() {
        Map<String, String> checks = new TreeMap<>();
        checks.put("catalog", check(() -> catalog.read(dsl -> dsl.fetchExists(table(name("organization"))))));
        checks.put("engine", check(this::engineAnswers));
        checks.put("files", check(this::hasRoom));
        checks.put("server", check(() -> availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC));
        Health health = Health.of(checks);
        return ResponseEntity.status(health.isUp() ? 200 : 503).body(health);
    }

    private boolean engineAnswers() {
        projects.all().stream().findFirst().ifPresent(engine::dataVersion);
        return true;
    }

    private boolean hasRoom() throws IOException {
        return Files.isWritable(properties.data())
                && Files.getFileStore(properties.data()).getUsableSpace() > FREE_BYTES;
    }

    private static String check(Callable<Boolean> check) {
        try {
            return check.call() ? Health.UP : Health.DOWN;
        } catch (Exception e) {
            LOG.warn("A health check failed", e);
            return Health.DOWN;
        }
    }

    record Health(String status, Map<String, String> checks) {
        static final String UP = "up";
        static final String DOWN = "down";

        static Health of(Map<String, String> checks) {
            return new Health(checks.containsValue(DOWN) ? DOWN : UP, checks);
        }

        private boolean isUp() {
            return status.equals(UP);
        }
    }
}
