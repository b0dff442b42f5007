package io.muster.server.job;

import io.muster.server.project.Project;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job as callers see it. */
public record JobView(
        String id,
        String type,
        String state,
        Progress progress,
        Subject subject,
        Job.@Nullable Failure error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public record Progress(long done, @Nullable Long total, String unit) {}

    public record Subject(String type, String id, String href) {}

    private static String folder(String subjectType) {
        return subjectType.equals("subject_access") ? "subject-access" : subjectType + "s";
    }

    public static JobView of(Job job, Project project) {
        String home = "/v1/projects/" + project.key();
        boolean ofProject = job.subject().equals(job.project().value());
        String href = ofProject ? home : home + "/" + folder(job.subjectType()) + "/" + job.subject();
        return new JobView(
                job.id(),
                job.type(),
                job.state().text(),
                new Progress(job.done(), job.total(), job.unit()),
                new Subject(job.subjectType(), job.subject(), href),
                job.error(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt());
    }
}
