package io.muster.server.segment.upload;

import io.muster.model.ProjectId;
import io.muster.server.personal.Findings;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.SubjectKey;
import io.muster.server.personal.Subjects;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keys of uploads that are held until a profile has them, and those that uploads under way have not come to yet. */
@Component
class HeldPersonalData implements PersonalData {

    private final HeldStore held;
    private final ErasedKeys erased;
    private final JsonMapper json;

    HeldPersonalData(HeldStore held, ErasedKeys erased, JsonMapper json) {
        this.held = held;
        this.erased = erased;
        this.json = json;
    }

    @Override
    public Place place() {
        return Place.HELD_KEYS;
    }

    @Override
    public long count(Subjects subjects) {
        return holdable(subjects.keys())
                .mapToLong(key -> held.find(subjects.project(), key).size())
                .sum();
    }

    @Override
    public void erase(Subjects subjects) {
        erased.leave(subjects);
        holdable(subjects.keys()).forEach(key -> held.delete(subjects.project(), key));
    }

    @Override
    public void read(ProjectId project, Subject subject, Findings findings) {
        for (SubjectKey key : Set.copyOf(holdable(subject.keys()).toList())) {
            for (String segment : held.find(project, key)) {
                findings.add(
                        "held_key",
                        json.createObjectNode()
                                .put("segment", segment)
                                .put("kind", key.kind())
                                .put("key", key.value()));
            }
        }
    }

    /** No key with U+0000 is ever held, and PostgreSQL cannot even look for one. */
    private static Stream<SubjectKey> holdable(Collection<SubjectKey> keys) {
        return keys.stream()
                .filter(key -> key.value().indexOf('\0') < 0 && key.kind().indexOf('\0') < 0);
    }
}
