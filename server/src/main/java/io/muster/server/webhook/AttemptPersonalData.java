package io.muster.server.webhook;

import io.muster.model.ProjectId;
import io.muster.server.personal.Findings;
import io.muster.server.personal.Mentions;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.Subjects;
import io.muster.server.webhook.AttemptStore.Answer;
import java.util.List;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What receivers of messages answered: nothing of ours, so anything may be in it. */
@Component
class AttemptPersonalData implements PersonalData {

    private final AttemptStore store;
    private final JsonMapper json;

    AttemptPersonalData(AttemptStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public Place place() {
        return Place.RECEIVERS_ANSWERS;
    }

    @Override
    public long count(Subjects subjects) {
        return speaking(subjects, Mentions::anywhere).size();
    }

    @Override
    public void erase(Subjects subjects) {
        speaking(subjects, Mentions::anywhere).forEach(store::forget);
    }

    @Override
    public void read(ProjectId project, Subject subject, Findings findings) {
        for (Answer answer : speaking(new Subjects(project, List.of(subject)), Mentions::in)) {
            findings.add(
                    "receivers_answer",
                    json.createObjectNode().put("message", answer.message()).put("response", answer.response()));
        }
    }

    /** What receivers write has no form, so that more is emptied than is told to be the person's. */
    private List<Answer> speaking(Subjects subjects, BiPredicate<Mentions, String> speaks) {
        Mentions mentions = subjects.mentions();
        return store.ofProject(subjects.project().value()).stream()
                .filter(answer -> speaks.test(mentions, answer.response()))
                .toList();
    }
}
