package io.muster.server.explain;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.Profile;
import io.muster.engine.explain.Explainer;
import io.muster.engine.explain.Explanation;
import io.muster.engine.explain.ProfileFacts;
import io.muster.engine.explain.StoredEvents;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.server.project.Project;
import io.muster.server.query.Queries;
import io.muster.server.segment.Evaluations;
import io.muster.server.segment.Evaluations.Evaluation;
import io.muster.server.segment.Segment;
import io.muster.server.segment.SegmentType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Explains verdicts on one profile, on the newest data. Thread-safe. */
@Component
class Explanations {

    private final Evaluations evaluations;
    private final Queries queries;

    Explanations(Evaluations evaluations, Queries queries) {
        this.evaluations = evaluations;
        this.queries = queries;
    }

    /** A definition, the zone of its windows, and the instant at which they are resolved. */
    record Question(Condition definition, ZoneId zone, Instant asOf) {}

    /** @throws MusterException NOT_FOUND where there is no such profile */
    ExplanationView of(Project project, Question question, String profile) {
        return queries.run(project.id(), deadline -> answer(project, null, question, profile, deadline));
    }

    /** As {@link #of}, for a segment's definition; a static segment is explained by its list. */
    ExplanationView ofSegment(Project project, Segment segment, String profile, Instant asOf) {
        Condition definition = segment.content().definition();
        Condition asked = definition == null || segment.type() == SegmentType.STATIC
                ? new Condition.InSegment(segment.id())
                : definition;
        Question question = new Question(asked, segment.zone(project), asOf);
        return queries.run(project.id(), deadline -> answer(project, segment, question, profile, deadline));
    }

    private ExplanationView answer(
            Project project, @Nullable Segment segment, Question question, String id, Deadline deadline) {
        try (Evaluation evaluation = evaluations.open(project, question.asOf(), deadline)) {
            EngineSnapshot snapshot = evaluation.snapshot();
            Profile profile = snapshot.profiles(List.of(id), deadline).stream()
                    .findFirst()
                    .orElseThrow(() -> new MusterException(ErrorCode.NOT_FOUND, "There is no profile \"" + id + "\"."));
            ProfileReferences references = new ProfileReferences(evaluation, profile, project);
            ProfileFacts facts = new ProfileFacts(profile, new StoredEvents(snapshot, profile.ordinal(), deadline));
            Explainer explainer = new Explainer(facts, references, project.weekStart(), evaluation.asOf());
            Explanation explained = explainer.explain(question.definition(), question.zone());
            return new ExplanationShape(project, profile.id(), references)
                    .view(segment, explained, evaluation, question.zone());
        }
    }
}
