package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.model.ProjectId;
import io.muster.server.export.file.FileCleanup;
import io.muster.server.export.form.FilesUnderWay;
import io.muster.server.personal.Findings;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.Subjects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of exports that are kept or being made, with their forms, and rows of expired ones that later ones are compared with. A
 * file is a fixed result with a proof, so one that has somebody who is erased goes as a whole.
 */
@Component
class ExportPersonalData implements PersonalData {

    private static final int PAGE = 200;

    private final ExportStore store;
    private final ExportEndings endings;
    private final ExportMembers members;
    private final FinishedExports finished;
    private final ExportFiles files;
    private final ExportRuns runs;
    private final FilesUnderWay underWay;
    private final FileCleanup cleanup;
    private final JsonMapper json;

    ExportPersonalData(
            ExportStore store,
            ExportEndings endings,
            ExportMembers members,
            FinishedExports finished,
            ExportFiles files,
            ExportRuns runs,
            FilesUnderWay underWay,
            FileCleanup cleanup,
            JsonMapper json) {
        this.store = store;
        this.endings = endings;
        this.members = members;
        this.finished = finished;
        this.files = files;
        this.runs = runs;
        this.underWay = underWay;
        this.cleanup = cleanup;
        this.json = json;
    }

    @Override
    public Place place() {
        return Place.EXPORTS;
    }

    @Override
    public long count(Subjects subjects) {
        return holding(subjects.project(), subjects.ordinals()).size();
    }

    /** What is being made is made anew; what is finished goes. Nothing is left then, wherever it is kept. */
    @Override
    public void erase(Subjects subjects) {
        ProjectId project = subjects.project();
        if (!subjects.ordinals().isEmpty()) {
            stop(project, subjects.ordinals());
        }
        for (Export export : holding(subjects.project(), subjects.ordinals())) {
            Export.Failure reason = new Export.Failure(
                    ErrorCode.ERASED,
                    "The files of export \"" + export.id()
                            + "\" are deleted, for somebody in them was erased; ask for a new export.");
            if (endings.erase(export.id(), reason) || store.release(export.id())) {
                finished.erase(export);
            }
        }
        // What is left where the server died while it deleted.
        files.all(project).stream().filter(id -> !store.isOwned(id)).forEach(files::deleteOrphan);
        cleanup.eraseUnowned(project);
    }

    private void stop(ProjectId project, RoaringBitmap profiles) {
        for (Export export : store.underWay(project.value())) {
            if (!clearIdle(export) && members.mayHold(export, profiles)) {
                // Nobody reads on, or begins to, until it is made anew.
                underWay.end(export.id());
                runs.stop(export.id());
                // Where the run could not delete everything it is not made anew yet.
                clearIdle(export);
            }
        }
    }

    /** Deletes what a run has left that ended with the server, or waits to be tried again; false where one goes on. */
    private boolean clearIdle(Export export) {
        return runs.whileIdle(export, () -> {
            if (files.isThere(export)) {
                files.erase(export);
            }
        });
    }

    @Override
    public void read(ProjectId project, Subject subject, Findings findings) {
        Integer ordinal = subject.ordinal();
        if (ordinal == null) {
            return;
        }
        for (Export export : holding(project, RoaringBitmap.bitmapOf(ordinal))) {
            findings.add(
                    "export",
                    json.createObjectNode()
                            .put("export", export.id())
                            .put("format", export.format().code())
                            .put("created_at", export.times().createdAt().toString()));
        }
    }

    private List<Export> holding(ProjectId project, RoaringBitmap profiles) {
        List<Export> holding = new ArrayList<>();
        List<Export> page = page(project, null);
        while (!page.isEmpty() && !profiles.isEmpty()) {
            page.stream().filter(export -> members.mayHold(export, profiles)).forEach(holding::add);
            page = page(project, page.getLast().id());
        }
        return holding;
    }

    private List<Export> page(ProjectId project, @Nullable String before) {
        return store.kept(project.value(), before, PAGE);
    }
}
