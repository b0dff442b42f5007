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

/** Chooses the engine; the only place that knows which there are. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    SegmentEngine engine(MusterProperties properties) throws IOException {
        Path data = properties.data().toAbsolutePath().normalize();
        MusterProperties.Engine settings = properties.engine();
        Path directory = data.resolve("engine");
        Path exports = Files.createDirectories(data.resolve("exports"));
        Path uploads = Files.createDirectories(data.resolve("uploads"));
        return new DuckDbEngine(new DuckDbSettings(
                directory,
                directory.resolve("temp"),
                settings.memory().isEmpty() ? Optional.empty() : Optional.of(settings.memory()),
                settings.threads() > 0 ? settings.threads() : Runtime.getRuntime().availableProcessors(),
                settings.compactAtRows(),
                List.of(exports, uploads)));
    }

    @Bean
    LeafCache leafCache() {
        return new LeafCache(LeafCache.DEFAULT_BYTES);
    }

    @Bean
    Evaluator evaluator(LeafCache cache) {
        return new Evaluator(cache);
    }
}
