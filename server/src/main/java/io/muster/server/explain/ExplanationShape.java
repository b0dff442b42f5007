package io.muster.server.explain;

import io.muster.engine.explain.Explanation;
import io.muster.engine.explain.Explanation.OfName;
import io.muster.engine.explain.Explanation.Seen;
import io.muster.engine.explain.Explanation.SeenEvent;
import io.muster.engine.explain.Flip;
import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.server.explain.ExplanationView.EventView;
import io.muster.server.explain.ExplanationView.EventsView;
import io.muster.server.explain.ExplanationView.FlipView;
import io.muster.server.explain.ExplanationView.Node;
import io.muster.server.explain.ExplanationView.Saw;
import io.muster.server.explain.ExplanationView.SegmentRef;
import io.muster.server.project.Project;
import io.muster.server.segment.Evaluations.Evaluation;
import io.muster.server.segment.Segment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts explanations into the form of answers. */
record ExplanationShape(Project project, String profile, ProfileReferences references) {

    ExplanationView view(@Nullable Segment segment, Explanation explained, Evaluation evaluation, ZoneId zone) {
        return new ExplanationView(
                profile,
                segment == null ? null : reference(segment),
                segment == null ? null : segment.version(),
                evaluation.dataVersion(),
                evaluation.asOf(),
                zone.getId(),
                explained.verdict(),
                node(explained));
    }

    private Node node(Explanation explained) {
        boolean leaf = isLeaf(explained.condition());
        Flip flip = explained.flip();
        return new Node(
                explained.pointer(),
                kind(explained.condition()),
                explained.verdict(),
                new FlipView(flip.kind().name().toLowerCase(Locale.ROOT), flip.at(), flip.provided()),
                leaf ? ConditionWriter.json(explained.condition()) : null,
                explained.windows(),
                saw(explained.seen()),
                explained.parts().stream().map(this::node).toList());
    }

    private static boolean isLeaf(Condition condition) {
        return !(condition instanceof Condition.All
                || condition instanceof Condition.Any
                || condition instanceof Condition.Not);
    }

    private static String kind(Condition condition) {
        return switch (condition) {
            case Condition.All _ -> "all";
            case Condition.Any _ -> "any";
            case Condition.Not _ -> "not";
            case Condition.Attribute _ -> "attribute";
            case Condition.Tag _ -> "tag";
            case Condition.Known _ -> "known";
            case Condition.Identity _ -> "identity";
            case Condition.InSegment _ -> "segment";
            case Condition.Profiles _ -> "profiles";
            case Condition.Event _ -> "event";
            case Condition.Sequence _ -> "sequence";
            case Condition.Near _ -> "near";
            case Condition.Quantile _ -> "quantile";
            case Condition.Logged(var change, var _, var _) -> change.notation();
        };
    }

    private @Nullable Saw saw(Seen seen) {
        return switch (seen) {
            case Seen.Nothing() -> null;
            case Seen.Attributes(var values) -> Saw.attributes(values);
            case Seen.Tags(var tags) -> Saw.tags(tags);
            case Seen.Identities(var keyspaces) ->
                Saw.identities(keyspaces.stream().sorted().toList());
            case Seen.Place(Double km) -> Saw.place(km);
            case Seen.InSegment(String idOrKey) -> {
                Segment segment = references.named(idOrKey);
                yield Saw.segment(reference(segment), path(segment));
            }
            case Seen.Events(var names) ->
                Saw.events(names.stream().map(this::events).toList());
        };
    }

    private EventsView events(OfName name) {
        List<EventView> sample =
                name.sample().stream().map(ExplanationShape::event).toList();
        return new EventsView(name.name(), name.total(), name.matching(), name.measured(), sample);
    }

    private static EventView event(SeenEvent seen) {
        return new EventView(
                seen.event().id(),
                Instant.ofEpochMilli(seen.event().timeMillis()),
                seen.event().properties(),
                seen.matches());
    }

    /** Where the segment's own explanation is. */
    private String path(Segment segment) {
        return "/v1/projects/" + project.key() + "/segments/" + segment.key() + "/explain/"
                + URLEncoder.encode(profile, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static SegmentRef reference(Segment segment) {
        return new SegmentRef(segment.id(), segment.key(), segment.content().name());
    }
}
