package io.muster.server.idempotency;

import io.muster.model.ProjectId;
import io.muster.server.idempotency.IdempotencyStore.Kept;
import io.muster.server.personal.Findings;
import io.muster.server.personal.Mentions;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.Subjects;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers that are kept for a day, to be given again. Of somebody who is erased go those that speak of him, and all that
 * tell of rows that were refused, for these may have values of rows whoever they were of. A request that is repeated then
 * counts as a new one.
 */
@Component
class AnswerPersonalData implements PersonalData {

    private final IdempotencyStore store;
    private final JsonMapper json;

    AnswerPersonalData(IdempotencyStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public Place place() {
        return Place.ANSWERS;
    }

    @Override
    public long count(Subjects subjects) {
        return speaking(subjects).size();
    }

    @Override
    public void erase(Subjects subjects) {
        speaking(subjects).forEach(store::delete);
    }

    @Override
    public void read(ProjectId project, Subject subject, Findings findings) {
        Mentions mentions = new Subjects(project, List.of(subject)).mentions();
        for (Kept kept : store.list(project.value())) {
            if (mentions.in(kept.response())) {
                findings.add("answer", parsed(kept.response()));
            }
        }
    }

    private List<Kept> speaking(Subjects subjects) {
        Mentions mentions = subjects.mentions();
        return store.list(subjects.project().value()).stream()
                .filter(kept -> mentions.in(kept.response())
                        || !parsed(kept.response()).path("errors").isEmpty())
                .toList();
    }

    /** Sealed answers are no JSON; they have secrets of applications, and nothing of profiles. */
    private JsonNode parsed(String response) {
        try {
            return json.readTree(response);
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }
}
