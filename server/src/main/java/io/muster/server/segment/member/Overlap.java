package io.muster.server.segment.member;

import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.server.membership.StoredMembership;
import io.muster.server.project.Project;
import io.muster.server.query.Queries;
import io.muster.server.segment.Evaluations;
import io.muster.server.segment.Evaluations.Evaluation;
import io.muster.server.segment.Freshness;
import io.muster.server.segment.Members;
import io.muster.server.segment.Segment;
import io.muster.server.segment.SegmentType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** How segments overlap, exactly. Thread-safe. */
@Service
class Overlap {

    private final Members members;
    private final Evaluations evaluations;
    private final Queries queries;
    private final Clock clock;

    Overlap(Members members, Evaluations evaluations, Queries queries, Clock clock) {
        this.members = members;
        this.evaluations = evaluations;
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * A segment, and what its members here are true of.
     *
     * @param freshness of the members that are kept; null where they were computed
     */
    record Part(
            String id,
            String key,
            String name,
            long size,
            int definitionVersion,
            long dataVersion,
            Instant asOf,
            @Nullable Freshness freshness) {}

    /**
     * The profiles that are in some of the segments and in none of the others.
     *
     * @param in keys of the segments
     * @param notIn keys of the others
     * @param definition a condition that selects them
     */
    record Region(List<String> in, List<String> notIn, long count, JsonNode definition) {}

    /**
     * All regions, those in few segments first.
     *
     * @param dataVersion that of all segments; null where they differ
     * @param size how many are in any of the segments
     */
    record Regioned(List<Part> segments, @Nullable Long dataVersion, long size, List<Region> regions) {}

    private record Set(
            Segment segment,
            StoredMembership membership,
            @Nullable Freshness freshness) {}

    /** By the members that are kept, each of its own data version. */
    Regioned kept(List<Segment> segments) {
        return regioned(segments.stream()
                .map(segment -> new Set(segment, members.current(segment), Freshness.of(segment, clock.instant())))
                .toList());
    }

    /** By the newest data: all of one data version and one instant. */
    Regioned fresh(Project project, List<Segment> segments) {
        return queries.run(project.id(), deadline -> {
            try (Evaluation evaluation = evaluations.open(project, deadline)) {
                return regioned(segments.stream()
                        .map(segment -> new Set(segment, membership(segment, evaluation), null))
                        .toList());
            }
        });
    }

    private static StoredMembership membership(Segment segment, Evaluation evaluation) {
        Condition definition = segment.content().definition();
        RoaringBitmap found = definition == null || segment.type() == SegmentType.STATIC
                ? evaluation.members(segment)
                : evaluation.evaluate(definition, segment.content().zone()).members();
        return new StoredMembership(
                segment.id(), segment.version(), evaluation.dataVersion(), evaluation.asOf(), found);
    }

    private static Regioned regioned(List<Set> sets) {
        long[] counts = Regions.count(
                sets.stream().map(set -> set.membership().members()).toList());
        List<Region> regions = new ArrayList<>();
        long size = 0;
        for (int many = 1; many <= sets.size(); many++) {
            for (int combination = 1; combination < counts.length; combination++) {
                if (Integer.bitCount(combination) == many) {
                    regions.add(region(sets, combination, counts[combination]));
                    size += counts[combination];
                }
            }
        }
        List<Long> versions = sets.stream()
                .map(set -> set.membership().dataVersion())
                .distinct()
                .toList();
        return new Regioned(
                sets.stream().map(Overlap::part).toList(),
                versions.size() == 1 ? versions.getFirst() : null,
                size,
                List.copyOf(regions));
    }

    private static Part part(Set set) {
        StoredMembership membership = set.membership();
        return new Part(
                set.segment().id(),
                set.segment().key(),
                set.segment().content().name(),
                membership.members().getLongCardinality(),
                membership.definitionVersion(),
                membership.dataVersion(),
                membership.asOf(),
                set.freshness());
    }

    private static Region region(List<Set> sets, int combination, long count) {
        List<String> in = new ArrayList<>();
        List<String> notIn = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        for (int set = 0; set < sets.size(); set++) {
            String key = sets.get(set).segment().key();
            Condition condition = new Condition.InSegment(key);
            boolean inside = (combination & 1 << set) != 0;
            (inside ? in : notIn).add(key);
            conditions.add(inside ? condition : new Condition.Not(condition));
        }
        return new Region(in, notIn, count, ConditionWriter.json(new Condition.All(conditions)));
    }
}
