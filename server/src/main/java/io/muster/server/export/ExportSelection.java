package io.muster.server.export;

import io.muster.engine.Deadline;
import io.muster.engine.Entrance;
import io.muster.engine.ExportColumn;
import io.muster.engine.ExportColumn.EventFact;
import io.muster.engine.ExportRows;
import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.ResolvedWindow;
import io.muster.model.condition.json.ConditionParser;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.server.export.Export.Column;
import io.muster.server.export.Export.SegmentReference;
import io.muster.server.export.Export.Subject;
import io.muster.server.export.column.ColumnSources;
import io.muster.server.export.column.ColumnWindows;
import io.muster.server.membership.StoredMembership;
import io.muster.server.project.Project;
import io.muster.server.segment.Evaluations.Evaluated;
import io.muster.server.segment.Evaluations.Evaluation;
import io.muster.server.segment.Members;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds whose rows an export has, and what its columns need, all at one data version. Thread-safe. */
@Component
class ExportSelection {

    private static final ConditionParser PARSER = new ConditionParser(Integer.MAX_VALUE);

    private final Segments segments;
    private final Members members;

    ExportSelection(Segments segments, Members members) {
        this.segments = segments;
        this.members = members;
    }

    /**
     * Whose rows, as found when the export started.
     *
     * @param zone in which windows are counted
     * @param then the membership of an earlier instant; null where the members are those of now
     * @param named what became of profiles that were named; null where they were not
     */
    record Chosen(
            Subject what,
            ExportRows rows,
            List<ResolvedWindow> windows,
            ZoneId zone,
            @Nullable StoredMembership then,
            Manifest.@Nullable Named named) {}

    private record Who(
            Subject what,
            Evaluated evaluated,
            ZoneId zone,
            @Nullable StoredMembership then,
            Manifest.@Nullable Named named) {}

    static SegmentReference reference(Segment segment, @Nullable String stale) {
        return new SegmentReference(
                segment.id(), segment.key(), segment.content().name(), segment.version(), stale);
    }

    static @Nullable JsonNode definition(Segment segment) {
        Condition definition = segment.content().definition();
        return definition == null ? null : ConditionWriter.json(definition);
    }

    Chosen choose(Export export, Project project, Evaluation evaluation, Deadline deadline) {
        Who who = who(export, project, evaluation, deadline);
        List<ResolvedWindow> windows = new ArrayList<>(who.evaluated().windows());
        AsOf asOf = new AsOf(evaluation.asOf(), who.zone(), project.weekStart());
        List<ExportColumn> columns = new ArrayList<>();
        for (int i = 0; i < export.columns().size(); i++) {
            columns.add(column(export.columns().get(i), i, asOf, windows));
        }
        Map<String, RoaringBitmap> members = members(columns, project, evaluation);
        return new Chosen(
                who.what(),
                new ExportRows(
                        who.evaluated().members(),
                        columns,
                        members,
                        entrances(columns, project, who.evaluated().members())),
                windows,
                who.zone(),
                who.then(),
                who.named());
    }

    private static ExportColumn column(Column column, int index, AsOf asOf, List<ResolvedWindow> windows) {
        ExportColumn.Source source = ColumnSources.parse(column.source());
        if (column.within() == null || !(source instanceof EventFact fact)) {
            return new ExportColumn(column.name(), source);
        }
        var window = ColumnWindows.resolve(column.within(), asOf);
        if (window != null) {
            windows.add(new ResolvedWindow("/columns/" + index + "/within", window.from(), window.to()));
        }
        return new ExportColumn(column.name(), new EventFact(fact.fact(), fact.event(), fact.property(), window));
    }

    private Map<String, RoaringBitmap> members(List<ExportColumn> columns, Project project, Evaluation evaluation) {
        Map<String, RoaringBitmap> members = new HashMap<>();
        for (ExportColumn column : columns) {
            switch (column.source()) {
                case ExportColumn.Segment(String key) -> members.computeIfAbsent(key, it -> members(it, evaluation));
                case ExportColumn.Segments() ->
                    segments.keys(project).forEach(key -> members.computeIfAbsent(key, it -> members(it, evaluation)));
                case ExportColumn.ExportKey _,
                        ExportColumn.Id _,
                        ExportColumn.Attribute _,
                        ExportColumn.Nested _,
                        ExportColumn.Identity _,
                        ExportColumn.Tags _,
                        ExportColumn.Tag _,
                        ExportColumn.FirstSeen _,
                        ExportColumn.LastSeen _,
                        ExportColumn.Entered _,
                        EventFact _ -> {}
            }
        }
        return members;
    }

    private Map<String, List<Entrance>> entrances(List<ExportColumn> columns, Project project, RoaringBitmap rows) {
        Map<String, List<Entrance>> entrances = new HashMap<>();
        for (ExportColumn column : columns) {
            if (column.source() instanceof ExportColumn.Entered(String key)) {
                entrances.computeIfAbsent(key, it -> this.members.entrances(segments.get(project, it), rows));
            }
        }
        return entrances;
    }

    private static RoaringBitmap members(String segment, Evaluation evaluation) {
        return evaluation.evaluate(new Condition.InSegment(segment), null).members();
    }

    private Who who(Export export, Project project, Evaluation evaluation, Deadline deadline) {
        Subject what = export.what();
        if (what.segment() != null) {
            SegmentReference asked = what.segment();
            Segment segment = segments.get(project, asked.id());
            Instant asOf = export.options().asOf();
            return asOf == null
                    ? ofSegment(segment, asked.stale(), project, evaluation)
                    : asOf(segment, project, members.at(project, segment, asOf));
        }
        if (what.definition() != null) {
            Evaluated evaluated = evaluation.evaluate(PARSER.parse(what.definition()), null);
            return new Who(what, evaluated, project.zone(), null, null);
        }
        Set<String> ids = what.profiles() == null ? Set.of() : Set.copyOf(what.profiles());
        Collection<Integer> found =
                evaluation.snapshot().ordinals(ids, deadline).values();
        RoaringBitmap members = new RoaringBitmap();
        found.forEach(members::add);
        Manifest.Named named = new Manifest.Named(ids.size(), ids.size() - found.size());
        return new Who(what, new Evaluated(members, List.of()), project.zone(), null, named);
    }

    private static Who asOf(Segment segment, Project project, StoredMembership then) {
        SegmentReference reference = new SegmentReference(
                segment.id(), segment.key(), segment.content().name(), then.definitionVersion(), null);
        return new Who(
                new Subject(reference, null, null),
                new Evaluated(then.members(), List.of()),
                project.zone(),
                then,
                null);
    }

    private static Who ofSegment(Segment segment, @Nullable String stale, Project project, Evaluation evaluation) {
        Subject what = new Subject(reference(segment, stale), definition(segment), null);
        Condition definition = segment.content().definition();
        ZoneId zone = segment.content().zone() == null
                ? project.zone()
                : segment.content().zone();
        Evaluated evaluated = definition == null
                ? new Evaluated(evaluation.members(segment), List.of())
                : evaluation.evaluate(definition, zone);
        return new Who(what, evaluated, zone, null, null);
    }
}
