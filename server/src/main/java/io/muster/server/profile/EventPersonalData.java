package io.muster.server.profile;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.EventPosition;
import io.muster.engine.Event;
import io.muster.engine.SegmentEngine;
import io.muster.model.ProjectId;
import io.muster.server.personal.Findings;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.Subjects;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What profiles did. It is erased with the profile, in the same commit. */
@Component
class EventPersonalData implements PersonalData {

    private static final int PAGE = 1_000;

    private final SegmentEngine engine;
    private final JsonMapper json;

    EventPersonalData(SegmentEngine engine, JsonMapper json) {
        this.engine = engine;
        this.json = json;
    }

    @Override
    public Place place() {
        return Place.EVENTS;
    }

    @Override
    public long count(Subjects subjects) {
        try (EngineSnapshot snapshot = engine.snapshot(subjects.project())) {
            return snapshot.countEvents(subjects.ordinals(), Deadline.none());
        }
    }

    /** Done with the profiles, since no commit may have the one without the other. */
    @Override
    public void erase(Subjects subjects) {}

    @Override
    public void read(ProjectId project, Subject subject, Findings findings) {
        String id = subject.id();
        if (id != null && subject.ordinal() != null) {
            each(
                    project,
                    id,
                    event -> findings.add("event", json.valueToTree(ProfileController.EventView.of(event, id))));
        }
    }

    private void each(ProjectId project, String id, Consumer<Event> taker) {
        try (EngineSnapshot snapshot = engine.snapshot(project)) {
            EventPosition after = null;
            List<Event> page;
            do {
                page = snapshot.events(id, after, PAGE, Deadline.none());
                page.forEach(taker);
                after = page.isEmpty() ? null : page.getLast().position();
            } while (page.size() == PAGE);
        }
    }
}
