package io.muster.client;

import java.time.Duration;
import java.util.stream.Stream;

/** What runs in the background of a project. Immutable and safe for use by many threads. */
public final class Jobs {
    private final Transport transport;
    private final String path;

    Jobs(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** All of them, newest first, read as the stream is walked through. */
    public Stream<Job> list() {
        return Pages.stream(transport, Call.get(path), Job.class);
    }

    public Job get(String id) {
        return transport.json(Call.get(path(id)), Job.class);
    }

    /** Cancels a job and what it was working for. */
    public void cancel(String id) {
        transport.send(Call.delete(path(id)));
    }

    /**
     * Waits until the job has succeeded.
     *
     * @throws WorkFailedException if it fails, is cancelled, or takes longer than {@code atMost}
     */
    public Job await(String id, Duration atMost, Progress progress) {
        Job job = new Polling(transport.pause(), atMost, "Job " + id).until(() -> get(id), next -> {
            progress.advanced(next.progress().done(), next.progress().totalOrUnknown());
            return next.isOver();
        });
        if (job.state() != JobState.SUCCEEDED) {
            throw WorkFailedException.of("Job " + id, job.state().toString(), job.error());
        }
        return job;
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
