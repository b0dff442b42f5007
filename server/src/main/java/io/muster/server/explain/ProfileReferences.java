package io.muster.server.explain;

import io.muster.engine.Profile;
import io.muster.engine.explain.Surroundings;
import io.muster.model.condition.Condition;
import io.muster.server.project.Project;
import io.muster.server.segment.Evaluations.Evaluation;
import io.muster.server.segment.Segment;
import io.muster.server.segment.SegmentType;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** What verdicts on one profile depend on beside it, in one evaluation. For one thread. */
final class ProfileReferences implements Surroundings {

    private final Evaluation evaluation;
    private final Profile profile;
    private final Project project;
    private final Map<String, Segment> segments = new HashMap<>();
    private final Map<Asked, Boolean> answers = new HashMap<>();

    ProfileReferences(Evaluation evaluation, Profile profile, Project project) {
        this.evaluation = evaluation;
        this.profile = profile;
        this.project = project;
    }

    private record Asked(Condition condition, ZoneId zone) {}

    Segment named(String idOrKey) {
        return segments.computeIfAbsent(idOrKey, evaluation::segment);
    }

    @Override
    public Referred segment(String idOrKey) {
        Segment segment = named(idOrKey);
        Condition definition = segment.content().definition();
        return definition == null || segment.type() == SegmentType.STATIC
                ? new Referred.Listed(evaluation.members(segment).contains(profile.ordinal()))
                : new Referred.Defined(definition, segment.zone(project));
    }

    @Override
    public boolean holds(Condition condition, ZoneId zone) {
        return answers.computeIfAbsent(new Asked(condition, zone), asked -> evaluation
                .evaluate(asked.condition(), asked.zone())
                .members()
                .contains(profile.ordinal()));
    }
}
