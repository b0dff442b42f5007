package io.muster.server.query;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.SegmentEngine;
import io.muster.model.ErrorCode;
import io.muster.model.ProjectId;
import io.muster.server.access.Caller;
import io.muster.server.access.CallerArgument;
import io.muster.server.config.MusterProperties;
import io.muster.server.http.ProblemException;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Runs questions to the engine. More than may run at once wait for their turn: organizations take turns, and so do the
 * projects of each. Thread-safe.
 */
@Component
public class Queries {
    private static final int RETRY_SECONDS = 2;
    private static final int FEWEST = 4;

    private final SegmentEngine engine;
    private final Duration timeout;
    private final FairTurns turns;

    Queries(SegmentEngine engine, MusterProperties properties) {
        this.engine = engine;
        this.timeout = properties.queryTimeout();
        int cores = properties.engine().threads() == 0
                ? Runtime.getRuntime().availableProcessors()
                : properties.engine().threads();
        int wanted = properties.engine().queries();
        this.turns = new FairTurns(wanted == 0 ? Math.max(FEWEST, 2 * cores) : wanted, cores, System::nanoTime);
    }

    /**
     * Asks a snapshot of the project's newest data.
     *
     * @throws ProblemException OVERLOADED where the turn did not come in time
     */
    public <T> T ask(ProjectId project, BiFunction<EngineSnapshot, Deadline, T> question) {
        return run(project, deadline -> {
            try (EngineSnapshot snapshot = engine.snapshot(project)) {
                return question.apply(snapshot, deadline);
            }
        });
    }

    /** As {@link #ask}, for work that opens its snapshot by itself. */
    public <T> T run(ProjectId project, Function<Deadline, T> work) {
        Deadline deadline = Deadline.after(timeout);
        String organization = CallerArgument.find().map(Caller::organization).orElse("");
        Asker asker = new Asker(organization, project.value());
        await(asker);
        try {
            return work.apply(deadline);
        } finally {
            turns.release(asker);
        }
    }

    private void await(Asker asker) {
        try {
            if (turns.acquire(asker, timeout)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.retryAfter(
                ErrorCode.OVERLOADED, "Too much is running; try again in a few seconds.", RETRY_SECONDS);
    }
}
