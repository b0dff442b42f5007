package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Scope;
import io.muster.server.delivery.Delivery.Arrived;
import io.muster.server.delivery.Delivery.Failure;
import io.muster.server.export.Export;
import io.muster.server.export.ExportTrail;
import io.muster.server.export.ExportTrail.Taker;
import io.muster.server.export.ExportedFiles;
import io.muster.server.export.ExportedFiles.ExportedFile;
import io.muster.server.export.Exports;
import io.muster.server.export.form.ExportMetrics;
import io.muster.server.job.Job;
import io.muster.server.job.JobContext;
import io.muster.server.job.JobRunner;
import io.muster.server.job.Lane;
import io.muster.server.job.RetryPolicy;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.storage.LocalFile;
import io.muster.server.storage.Stored;
import io.muster.server.storage.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Copies an export's files to a destination. What arrived in an earlier run stays; an upload that broke off is resumed.
 * Thread-safe.
 */
@Component
class DeliveryJob implements JobRunner {

    static final String TYPE = "export_delivery";
    private static final String DELIVER = "export.deliver";

    private final DeliveryStore store;
    private final DestinationStore destinations;
    private final Destinations opening;
    private final DeliveryNotices notices;
    private final Exports exports;
    private final ExportedFiles files;
    private final Projects projects;
    private final Clock clock;
    private final ExportTrail trail;
    private final ExportMetrics metrics;

    DeliveryJob(
            DeliveryStore store,
            DestinationStore destinations,
            Destinations opening,
            DeliveryNotices notices,
            Exports exports,
            ExportedFiles files,
            Projects projects,
            Clock clock,
            ExportTrail trail,
            ExportMetrics metrics) {
        this.store = store;
        this.destinations = destinations;
        this.opening = opening;
        this.notices = notices;
        this.exports = exports;
        this.files = files;
        this.projects = projects;
        this.clock = clock;
        this.trail = trail;
        this.metrics = metrics;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Scope scope() {
        return Scope.EXPORT;
    }

    @Override
    public Lane lane() {
        return Lane.DELIVERY;
    }

    @Override
    public Optional<String> waitsFor(Job job) {
        return Optional.of(job.data().path("destination").asString()).filter(id -> !id.isEmpty());
    }

    /** For an hour in all: what is down for longer needs somebody who then says so. */
    @Override
    public RetryPolicy retry() {
        return new RetryPolicy(8, Duration.ofSeconds(30));
    }

    @Override
    public void run(JobContext context) {
        String id = context.job().data().path("delivery").asString();
        Optional<Project> project = projects.find(context.job().project());
        if (project.isEmpty() || !store.start(id, context.job().id())) {
            return;
        }
        try {
            Delivery delivery = store.find(id).orElseThrow();
            metrics.timed("deliver", () -> deliver(delivery, project.get(), context));
        } catch (MusterException e) {
            store.stumbled(id, context.job().id(), new Failure(e.code(), e.detail()));
            throw e;
        }
    }

    private List<Arrived> deliver(Delivery delivery, Project project, JobContext context) {
        Destination destination = Optional.ofNullable(delivery.destination())
                .flatMap(destinations::find)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.UNKNOWN_DESTINATION,
                        "The destination \"" + delivery.destinationKey() + "\" is deleted."));
        Export export = exports.getHeld(project, delivery.export());
        List<Arrived> arrived = new ArrayList<>(delivery.files());
        List<ExportedFile> all = files(export);
        try (Target target = opening.open(destination)) {
            long total = all.stream().mapToLong(ExportedFile::bytes).sum();
            long before = arrived.stream().mapToLong(Arrived::bytes).sum();
            for (int i = arrived.size(); i < all.size(); i++) {
                ExportedFile file = all.get(i);
                String path = DestinationPath.of(destination, project, export, i + 1, all.size(), file.name());
                long done = before;
                Stored stored = target.put(
                        new LocalFile(
                                file.path(),
                                file.bytes(),
                                file.sha256(),
                                export.form().mediaType()),
                        path,
                        new DeliveryLog(store, delivery.id(), path),
                        (bytes, of) -> context.report(done + bytes, total),
                        context.deadline());
                arrived.add(new Arrived(
                        file.name(),
                        path,
                        stored.location(),
                        stored.bytes(),
                        stored.sha256(),
                        stored.proof().code()));
                store.arrived(delivery.id(), context.job().id(), arrived);
                metrics.delivered(export.format(), stored.bytes());
                before += file.bytes();
            }
            context.finish(() -> delivered(delivery, context.job(), project, export));
        }
        return arrived;
    }

    private List<ExportedFile> files(Export export) {
        try {
            return files.of(export);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delivered(Delivery delivery, Job job, Project project, Export export) {
        if (store.end(delivery.id(), job.id(), DeliveryState.DELIVERED, null, clock.instant())) {
            trail.record(export, to(delivery), DELIVER);
            notices.delivered(project, store.find(delivery.id()).orElseThrow());
        }
    }

    private void failed(Project project, Delivery delivery, Failure failure) {
        exports.find(project, delivery.export())
                .ifPresent(export -> trail.record(
                        export, to(delivery), DELIVER, failure.code().code()));
        notices.failed(project, delivery);
    }

    private static Taker to(Delivery delivery) {
        return Taker.caller().with("delivery", delivery.id()).with("destination", delivery.destinationKey());
    }

    @Override
    public void ended(Job job) {
        String id = job.data().path("delivery").asString();
        Job.Failure error = job.error();
        Failure failure = error == null
                ? null
                : new Failure(ErrorCode.valueOf(error.code().toUpperCase(Locale.ROOT)), error.detail());
        DeliveryState state = failure == null ? DeliveryState.CANCELLED : DeliveryState.FAILED;
        if (store.end(id, job.id(), state, failure, clock.instant()) && failure != null) {
            Optional<Project> project = projects.find(job.project());
            project.ifPresent(it -> failed(it, store.find(id).orElseThrow(), failure));
        }
    }
}
