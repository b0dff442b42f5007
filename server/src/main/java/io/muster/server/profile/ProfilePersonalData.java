package io.muster.server.profile;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.SegmentEngine;
import io.muster.model.ProjectId;
import io.muster.server.personal.Findings;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.SubjectKey;
import io.muster.server.personal.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Profiles themselves; erasing them erases their events with them. */
@Component
class ProfilePersonalData implements PersonalData {

    private final SegmentEngine engine;
    private final JsonMapper json;

    ProfilePersonalData(SegmentEngine engine, JsonMapper json) {
        this.engine = engine;
        this.json = json;
    }

    @Override
    public Place place() {
        return Place.PROFILES;
    }

    @Override
    public long count(Subjects subjects) {
        return present(subjects).size();
    }

    @Override
    public void erase(Subjects subjects) {
        List<String> ids = new ArrayList<>(present(subjects));
        subjects.ids().stream()
                .filter(id -> engine.ordinal(subjects.project(), id).isEmpty())
                .forEach(ids::add);
        engine.erase(subjects.project(), ids, Deadline.none());
    }

    @Override
    public void read(ProjectId project, Subject subject, Findings findings) {
        List<String> ids = present(new Subjects(project, List.of(subject)));
        try (EngineSnapshot snapshot = engine.snapshot(project)) {
            snapshot.profiles(ids, Deadline.none()).stream()
                    .map(ProfileView::of)
                    .forEach(profile -> findings.add("profile", json.valueToTree(profile)));
        }
        subject.keys().stream()
                .filter(key -> key.kind().equals(SubjectKey.ID) && !key.value().equals(subject.id()))
                .forEach(name -> findings.add("other_name", json.valueToTree(name.value())));
    }

    /** Who has come anew under an id since then is somebody else. */
    private List<String> present(Subjects subjects) {
        return subjects.all().stream()
                .filter(subject -> subject.id() != null && subject.ordinal() != null)
                .filter(subject -> {
                    String id = Objects.requireNonNull(subject.id());
                    return engine.ordinal(subjects.project(), id).stream()
                            .anyMatch(ordinal -> ordinal == Objects.requireNonNull(subject.ordinal()));
                })
                .map(subject -> Objects.requireNonNull(subject.id()))
                .toList();
    }
}
