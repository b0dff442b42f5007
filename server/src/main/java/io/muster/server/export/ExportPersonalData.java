package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.model.ProjectId;
import io.muster.server.personal.Findings;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.Subjects;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of exports that are kept, with their forms, and rows of expired ones that later ones are compared with. A file is a fixed result with a proof, so one that has somebody who is
 * erased goes as a whole.
 */
@Component
class ExportPersonalData implements PersonalData {

    private static final int PAGE = 200;

    private final ExportStore store;
    private final ExportEndings endings;
    private final ExportMembers members;
    private final FinishedExports finished;
    private final JsonMapper json;

    ExportPersonalData(
            ExportStore store,
            ExportEndings endings,
            ExportMembers members,
            FinishedExports finished,
            JsonMapper json) {
        this.store = store;
        this.endings = endings;
        this.members = members;
        this.finished = finished;
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

    @Override
    public void erase(Subjects subjects) {
        for (Export export : holding(subjects.project(), subjects.ordinals())) {
            Export.Failure reason = new Export.Failure(
                    ErrorCode.ERASED,
                    "The files of export \"" + export.id()
                            + "\" are deleted, for somebody in them was erased; ask for a new export.");
            if (endings.erase(export.id(), reason) || store.release(export.id())) {
                finished.delete(export);
            }
        }
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

    private List<Export> page(ProjectId project, @org.jspecify.annotations.Nullable String before) {
        return store.kept(project.value(), before, PAGE);
    }
}
