package io.muster.server.segment;

import static io.muster.server.segment.SegmentRows.ID;
import static io.muster.server.segment.SegmentRows.PROJECT;
import static io.muster.server.segment.SegmentRows.SEGMENT;
import static io.muster.server.segment.SegmentRows.SIZE;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.membership.MembershipErasure;
import io.muster.server.membership.MembershipErasure.Passage;
import io.muster.server.personal.Findings;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.Subjects;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who is and was in segments, deleted ones included. */
@Component
class SegmentPersonalData implements PersonalData {

    private final Catalog catalog;
    private final SegmentChangeStore changes;
    private final MembershipErasure membership;
    private final JsonMapper json;

    SegmentPersonalData(Catalog catalog, SegmentChangeStore changes, MembershipErasure membership, JsonMapper json) {
        this.catalog = catalog;
        this.changes = changes;
        this.membership = membership;
        this.json = json;
    }

    @Override
    public Place place() {
        return Place.MEMBERSHIP;
    }

    @Override
    public long count(Subjects subjects) {
        RoaringBitmap profiles = subjects.ordinals();
        return profiles.isEmpty()
                ? 0
                : segments(subjects.project().value()).stream()
                        .filter(segment -> membership.holds(segment, profiles))
                        .count();
    }

    @Override
    public void erase(Subjects subjects) {
        RoaringBitmap profiles = subjects.ordinals();
        for (String segment : profiles.isEmpty()
                ? List.<String>of()
                : segments(subjects.project().value())) {
            if (membership.holds(segment, profiles)) {
                catalog.change(db -> erase(segment, profiles));
            }
        }
    }

    private void erase(String segment, RoaringBitmap profiles) {
        changes.count(segment);
        membership
                .erase(segment, profiles)
                .ifPresent(size -> catalog.change(db ->
                        db.update(SEGMENT).set(SIZE, size).where(ID.eq(segment)).execute()));
    }

    @Override
    public void read(ProjectId project, Subject subject, Findings findings) {
        Integer ordinal = subject.ordinal();
        if (ordinal == null) {
            return;
        }
        for (String segment : segments(project.value())) {
            for (Passage passage : membership.passages(segment, ordinal)) {
                ObjectNode told = json.createObjectNode();
                told.put("segment", segment);
                told.put("at", passage.at().toString());
                told.put("change", passage.entered() ? "entered" : "exited");
                findings.add("membership", told);
            }
        }
    }

    private List<String> segments(String project) {
        return catalog.read(db -> db.select(ID)
                .from(SEGMENT)
                .where(PROJECT.eq(project))
                .orderBy(ID)
                .fetch(ID));
    }
}
