package io.muster.engine.testing;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.Member;
import io.muster.engine.EvaluationScope;
import io.muster.engine.Evaluator;
import io.muster.engine.LeafCache;
import io.muster.engine.RowImport;
import io.muster.engine.SegmentEngine;
import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/** An engine under test with one project in it, and the shortest ways to fill and to ask it. */
public final class EngineFixture implements AutoCloseable {

    static final ProjectId PROJECT = new ProjectId("one");
    private static final LeafCache NO_CACHE = new LeafCache(0);

    private final Function<Path, SegmentEngine> open;
    private final Path directory;
    private SegmentEngine engine;

    EngineFixture(Function<Path, SegmentEngine> open, Path directory) {
        this.open = open;
        this.directory = directory;
        this.engine = open.apply(directory);
        engine.createProject(PROJECT);
    }

    SegmentEngine engine() {
        return engine;
    }

    /** Stops the engine and starts it again over the same directory. */
    void reopen() {
        engine.close();
        engine = open.apply(directory);
    }

    /** A file that does not exist, where the engine may write. */
    Path file(String name) {
        try {
            return Files.createDirectories(directory.resolve(SegmentEngineContract.FILES))
                    .resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RowImport.Committed profiles(ProfileRow... rows) {
        return EngineRows.importProfiles(engine, PROJECT, Arrays.asList(rows));
    }

    RowImport.Committed events(EventRow... rows) {
        return EngineRows.importEvents(engine, PROJECT, Arrays.asList(rows));
    }

    EngineSnapshot snapshot() {
        return engine.snapshot(PROJECT);
    }

    /** Ids of those who satisfy the condition just now. */
    Set<String> select(Condition condition) {
        try (EngineSnapshot snapshot = snapshot()) {
            return select(snapshot, condition);
        }
    }

    Set<String> everyone() {
        return select(new Condition.All(List.of()));
    }

    static Set<String> select(EngineSnapshot snapshot, Condition condition) {
        RoaringBitmap members = new Evaluator(NO_CACHE)
                .evaluate(
                        PROJECT,
                        snapshot,
                        NamedSegments.NONE,
                        condition,
                        new EvaluationScope(ZoneOffset.UTC),
                        Deadline.none());
        return ids(snapshot, members);
    }

    static Set<String> ids(EngineSnapshot snapshot, RoaringBitmap members) {
        Set<String> ids = new LinkedHashSet<>();
        for (Member member : snapshot.members(members, -1, Integer.MAX_VALUE, Deadline.none())) {
            ids.add(member.id());
        }
        return ids;
    }

    static EvaluationScope scope(ZoneId zone) {
        return new EvaluationScope(zone);
    }

    @Override
    public void close() {
        engine.close();
    }
}
