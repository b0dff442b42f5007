package io.muster.server.config;

import io.muster.engine.Evaluator;
import io.muster.engine.LeafCache;
import io.muster.engine.SegmentEngine;
import io.muster.engine.duckdb.DuckDbEngine;
import io.muster.engine.duckdb.DuckDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the embedded engine: the one place that knows which it is. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean(destroyMethod = "close")
    SegmentEngine engine(MusterProperties properties) throws IOException {
        Path data = properties.data();
        List<Path> files = List.of(data.resolve("exports"), data.resolve("uploads"));
        PrivateFiles.directory(data);
        for (Path directory : files) {
            Files.createDirectories(directory);
        }
        return new DuckDbEngine(settings(properties, files));
    }

    @Bean
    LeafCache leafCache() {
        return new LeafCache(LeafCache.DEFAULT_BYTES);
    }

    @Bean
    Evaluator evaluator(LeafCache cache) {
        return new Evaluator(cache);
    }

    private static DuckDbSettings settings(MusterProperties properties, List<Path> files) {
        MusterProperties.Engine engine = properties.engine();
        Path directory = properties.data().resolve("projects");
        return new DuckDbSettings(
                directory,
                directory.resolve("temp"),
                Optional.of(engine.memory()).filter(memory -> !memory.isEmpty()),
                engine.threads() == 0 ? Runtime.getRuntime().availableProcessors() : engine.threads(),
                engine.compactAtRows(),
                files);
    }
}
