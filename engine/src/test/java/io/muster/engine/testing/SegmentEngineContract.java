package io.muster.engine.testing;

import io.muster.engine.SegmentEngine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine promises. Extend it, say how the engine is opened, and all of it is tested; what is particular to
 * the engine comes into tests of its own.
 */
public abstract class SegmentEngineContract
        implements ImportContract,
                ReadingContract,
                ExportContract,
                ExportFactContract,
                ExportNumberContract,
                TableFileContract,
                LifeContract,
                ErasureContract,
                AliasContract,
                LanguageContract,
                DifferentialContract,
                ExplainContract {

    /** The directory, below the one given to {@link #engine}, where files are written that the engine has to reach. */
    public static final String FILES = "files";

    @TempDir
    Path directory;

    private @Nullable EngineFixture fixture;

    /**
     * Opens the engine over a directory, which may have an earlier one's data. It has to be able to read and write
     * files in {@link #FILES} below, and to compact however few rows there are.
     */
    protected abstract SegmentEngine engine(Path directory);

    @BeforeEach
    void open() {
        fixture = new EngineFixture(this::engine, directory);
    }

    @AfterEach
    void close() {
        fixture().close();
    }

    @Override
    public EngineFixture fixture() {
        EngineFixture opened = fixture;
        if (opened == null) {
            throw new IllegalStateException("the engine is opened before each test");
        }
        return opened;
    }
}
