package io.muster.server.segment.upload;

import io.muster.engine.KeyKind;
import io.muster.engine.rows.KeyReader;
import io.muster.engine.rows.RejectedRows;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.project.Project;
import io.muster.server.segment.Segment;
import io.muster.server.segment.StaticMembers;
import io.muster.server.segment.StaticMembers.Changed;
import io.muster.server.segment.upload.ProfileMaking.Made;
import io.muster.server.segment.upload.ProfileMaking.Making;
import io.muster.server.segment.upload.Reasons.Reason;
import io.muster.server.segment.upload.UploadStore.State;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/**
 * Changes the members of static segments by files of keys, each as a whole or not at all. Memory grows with the profiles
 * that are named only as a bitmap does, and with nothing else of the body. Thread-safe.
 */
@Service
class MemberUploads {

    private final Catalog catalog;
    private final StaticMembers members;
    private final KeySorting sorting;
    private final ProfileMaking making;
    private final UploadStore uploads;
    private final HeldStore held;
    private final ErasedKeys erased;
    private final ReasonFiles files;
    private final Ids ids;
    private final Clock clock;

    MemberUploads(
            Catalog catalog,
            StaticMembers members,
            KeySorting sorting,
            ProfileMaking making,
            UploadStore uploads,
            HeldStore held,
            ErasedKeys erased,
            ReasonFiles files,
            Ids ids,
            Clock clock) {
        this.catalog = catalog;
        this.members = members;
        this.sorting = sorting;
        this.making = making;
        this.uploads = uploads;
        this.held = held;
        this.erased = erased;
        this.files = files;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What an upload did or, in a dry run, would do.
     *
     * @param rows all rows of the body but its header
     * @param matched distinct profiles that the rows name
     * @param unknown the first keys that no profile has
     * @param unknownRows rows whose key no profile has
     * @param held keys that are held now and were not before
     * @param created profiles that were made
     * @param suppressed keys that no profile was made for, because whoever they are was erased so, or while they were read
     */
    record Outcome(
            String upload,
            long rows,
            long matched,
            List<String> unknown,
            long unknownRows,
            long held,
            long created,
            long suppressed,
            long rejected,
            List<Reason> errors,
            boolean reasons,
            Changed changed) {}

    /**
     * Reads a body to its end and changes the segment by it.
     *
     * @param opener makes the reader, which tells the rows it refuses
     * @param ended is run when all is read, and throws where nothing of it is to take effect, as of a body that broke off
     * @param alive is told now and then that the work goes on
     * @throws MusterException NOT_STATIC; NOT_FOUND where the project is deleted meanwhile; and what the reader throws
     */
    Outcome run(
            Project project,
            Segment segment,
            UploadRequest request,
            Function<RejectedRows, KeyReader> opener,
            Runnable ended,
            Runnable alive) {
        StaticMembers.check(segment);
        String upload = ids.next("u");
        Reasons reasons = files.open(project.id(), upload);
        try (reasons) {
            uploads.insert(upload, segment.id(), clock.instant());
            return run(project, segment, request, upload, reasons, opener, ended, alive);
        } catch (RuntimeException e) {
            throw reasons.isEnded() ? ReasonFiles.gone(e) : e;
        } finally {
            files.over(reasons);
        }
    }

    private Outcome run(
            Project project,
            Segment segment,
            UploadRequest request,
            String upload,
            Reasons reasons,
            Function<RejectedRows, KeyReader> opener,
            Runnable ended,
            Runnable alive) {
        Outcome outcome = null;
        try (Making profiles = making.begin(project.id(), request);
                KeyReader reader = opener.apply(reasons)) {
            Sorted sorted =
                    sorting.sort(project.id(), request, upload, stages(segment, request), reader, reasons, alive);
            ended.run();
            outcome = apply(project, segment, request, upload, sorted, profiles, reasons);
            return outcome;
        } finally {
            if (outcome == null) {
                reasons.delete();
                uploads.finish(upload, State.OVER, new KeyKind.Id(), false);
            }
        }
    }

    /**
     * The file with the rejected rows of an upload, as NDJSON.
     *
     * @throws MusterException NOT_FOUND where there is no such upload, or it had none; GONE where its time is over
     */
    Path reasons(Segment segment, String upload) {
        if (!uploads.hasReasons(segment.id(), upload)) {
            throw new MusterException(
                    ErrorCode.NOT_FOUND,
                    "Segment \"" + segment.key() + "\" has no upload \"" + upload + "\" with rejected rows, or its"
                            + " time is over.");
        }
        return files.find(upload)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.GONE, "The rejected rows of upload \"" + upload + "\" are no longer kept."));
    }

    /** Which keys have to be written down: what is to be held or made, or taken from what is held. */
    private Staging stages(Segment segment, UploadRequest request) {
        if (request.mode() == UploadMode.REMOVE) {
            return uploads.isHolding(segment.id()) ? Staging.ALL : Staging.NONE;
        }
        return request.unknown() == Unknown.SKIP ? Staging.NONE : Staging.UNKNOWN;
    }

    private Outcome apply(
            Project project,
            Segment segment,
            UploadRequest request,
            String upload,
            Sorted sorted,
            Making profiles,
            Reasons reasons) {
        reasons.close();
        ErasedKeys.Ending ending = erased.end(project.id(), upload, sorted.kind(), reasons);
        long dropped = ending.drop();
        long added = request.unknown() == Unknown.HOLD ? held.countNew(upload, segment.id(), sorted.kind()) : 0;
        Made made = profiles.make(upload, sorted);
        Changed changed = request.dryRun()
                ? preview(segment, request, upload, made, reasons, ending)
                : change(segment, request, upload, made.sorted(), reasons, ending);
        return new Outcome(
                upload,
                sorted.rows() + reasons.count() - sorted.rejectedMisses(),
                sorted.found().getLongCardinality() + made.created(),
                sorted.firstMisses(),
                sorted.misses(),
                added,
                made.created(),
                request.unknown() == Unknown.CREATE ? dropped + made.suppressed() : 0,
                reasons.count(),
                reasons.first(),
                reasons.hasFile(),
                changed);
    }

    private Changed preview(
            Segment segment,
            UploadRequest request,
            String upload,
            Made made,
            Reasons reasons,
            ErasedKeys.Ending ending) {
        Sorted sorted = made.sorted();
        catalog.change(dsl -> {
            ending.dropLast();
            uploads.finish(upload, State.OVER, sorted.kind(), reasons.hasFile());
        });
        Changed changed =
                members.preview(segment, now -> request.mode().apply(now, sorted.found()), sorted.dataVersion());
        return new Changed(
                changed.size() + made.created(),
                changed.added() + made.created(),
                changed.removed(),
                changed.dataVersion(),
                changed.definitionVersion(),
                changed.asOf());
    }

    private Changed change(
            Segment segment,
            UploadRequest request,
            String upload,
            Sorted sorted,
            Reasons reasons,
            ErasedKeys.Ending ending) {
        return catalog.transaction(dsl -> {
            ending.dropLast();
            Changed changed =
                    members.change(segment, now -> request.mode().apply(now, sorted.found()), sorted.dataVersion());
            switch (request.mode()) {
                case ADD -> {}
                case REPLACE -> uploads.endHolding(segment.id());
                case REMOVE -> held.releaseNamed(upload, segment.id(), sorted.kind());
            }
            boolean holds = request.unknown() == Unknown.HOLD && held.count(upload) > 0;
            State state = holds ? State.DONE : State.OVER;
            uploads.finish(upload, state, sorted.kind(), reasons.hasFile());
            return changed;
        });
    }
}
