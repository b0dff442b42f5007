package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.server.config.MusterProperties;
import io.muster.server.export.ExportOptions.Priority;
import io.muster.server.export.file.FileRoom;
import io.muster.server.http.ProblemException;
import io.muster.server.job.Jobs;
import io.muster.server.job.Turn;
import io.muster.server.project.Project;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Which exports wait, and in which order they will be made: projects take turns. Thread-safe. */
@Component
class ExportQueue {

    private static final int RETRY_SECONDS = 30;

    private final ExportStore store;
    private final FileRoom room;
    private final Jobs jobs;
    private final int most;

    ExportQueue(ExportStore store, FileRoom room, @Lazy Jobs jobs, MusterProperties properties) {
        this.store = store;
        this.room = room;
        this.jobs = jobs;
        this.most = properties.export().queue();
    }

    /** What a project has waiting and running, and what it may; and what the files of all exports take. */
    record Use(int queued, int queueLimit, int running, long diskBytes, long diskLimit) {}

    Use use(Project project) {
        FileRoom.Use disk = room.use();
        return new Use(
                store.count(project.id().value(), ExportState.QUEUED),
                most,
                store.count(project.id().value(), ExportState.RUNNING),
                disk.bytes(),
                disk.limit());
    }

    /** @throws ProblemException OVERLOADED where as many of the project's exports wait as may */
    void check(Project project) {
        int queued = store.count(project.id().value(), ExportState.QUEUED);
        if (queued >= most) {
            throw ProblemException.retryAfter(
                    ErrorCode.OVERLOADED,
                    queued + " exports of this project wait, and no more than " + most + " may.",
                    RETRY_SECONDS);
        }
    }

    Turn turn(Priority priority) {
        return switch (priority) {
            case NORMAL -> Turn.FAIR;
            case LOW -> Turn.LAST;
        };
    }

    /** The places of jobs that wait, from 1, by their ids. */
    Map<String, Integer> places() {
        List<String> waiting = jobs.waiting(ExportJob.TYPE);
        Map<String, Integer> places = new HashMap<>();
        waiting.forEach(job -> places.put(job, places.size() + 1));
        return places;
    }
}
