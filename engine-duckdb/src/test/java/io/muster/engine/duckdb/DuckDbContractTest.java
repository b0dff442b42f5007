package io.muster.engine.duckdb;

import io.muster.engine.SegmentEngine;
import io.muster.engine.testing.SegmentEngineContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class DuckDbContractTest extends SegmentEngineContract {

    @Override
    protected SegmentEngine engine(Path directory) {
        return new DuckDbEngine(new DuckDbSettings(
                directory.resolve("data"),
                directory.resolve("temp"),
                Optional.of("512MB"),
                2,
                1,
                List.of(directory.resolve(FILES))));
    }
}
