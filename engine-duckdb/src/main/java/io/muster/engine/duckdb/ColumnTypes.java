package io.muster.engine.duckdb;

import io.muster.engine.ExportColumn;
import io.muster.engine.ExportColumn.EventFact;
import io.muster.engine.ExportColumn.Fact;
import io.muster.engine.FieldSummary.Scope;
import io.muster.engine.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which columns an export of a project can have, and the types of their values. */
final class ColumnTypes {

    private final State state;

    ColumnTypes(State state) {
        this.state = state;
    }

    Optional<FieldType> of(ExportColumn.Source source) {
        return switch (source) {
            case ExportColumn.ExportKey _, ExportColumn.Id _ -> Optional.of(FieldType.TEXT);
            case ExportColumn.Tags _, ExportColumn.Segments _ -> Optional.of(FieldType.LIST);
            case ExportColumn.Tag _, ExportColumn.Segment _ -> Optional.of(FieldType.BOOLEAN);
            case ExportColumn.Entered _, ExportColumn.FirstSeen _, ExportColumn.LastSeen _ ->
                Optional.of(FieldType.DATE);
            case ExportColumn.Attribute(String name) -> of(FieldKey.attribute(name));
            case ExportColumn.Nested(String name) -> nested(name);
            case ExportColumn.Identity(String keyspace) -> of(FieldKey.identity(keyspace));
            case EventFact fact -> of(fact);
        };
    }

    private Optional<FieldType> nested(String name) {
        boolean any = state.catalog().fields(Scope.ATTRIBUTE, "").stream()
                .anyMatch(field ->
                        field.name().startsWith(name + ".") && !types(field).isEmpty());
        return any ? Optional.of(FieldType.OBJECT) : Optional.empty();
    }

    private Optional<FieldType> of(EventFact fact) {
        String property = fact.property();
        if (!state.events().containsKey(fact.event())) {
            return Optional.empty();
        }
        if (property == null) {
            return Optional.of(fact.fact() == Fact.COUNT ? FieldType.NUMBER : FieldType.DATE);
        }
        Optional<FieldType> type = of(FieldKey.property(fact.event(), property));
        return switch (fact.fact()) {
            case FIRST, LAST -> type;
            case COUNT, SUM, AVG, MIN, MAX -> type.map(any -> FieldType.NUMBER);
        };
    }

    private Optional<FieldType> of(FieldKey field) {
        Set<FieldType> types = types(field);
        if (types.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(types.size() == 1 ? types.iterator().next() : FieldType.TEXT);
    }

    private Set<FieldType> types(FieldKey field) {
        return Kinds.types(state.catalog().columns(field).keySet());
    }

    /** The columns of an export that names none. */
    List<ExportColumn> usual() {
        List<ExportColumn> columns = new ArrayList<>();
        columns.add(new ExportColumn("export_key", new ExportColumn.ExportKey()));
        columns.add(new ExportColumn("id", new ExportColumn.Id()));
        for (FieldKey field : state.catalog().fields(Scope.ATTRIBUTE, "")) {
            columns.add(new ExportColumn(field.name(), new ExportColumn.Attribute(field.name())));
        }
        return columns;
    }

    List<ExportColumn.Source> sources() {
        List<ExportColumn.Source> sources = new ArrayList<>(List.of(
                new ExportColumn.ExportKey(),
                new ExportColumn.Id(),
                new ExportColumn.Tags(),
                new ExportColumn.Segments(),
                new ExportColumn.FirstSeen(),
                new ExportColumn.LastSeen()));
        state.catalog().fields(Scope.ATTRIBUTE, "").forEach(it -> sources.add(new ExportColumn.Attribute(it.name())));
        nestedNames().forEach(name -> sources.add(new ExportColumn.Nested(name)));
        state.catalog().fields(Scope.IDENTITY, "").forEach(it -> sources.add(new ExportColumn.Identity(it.name())));
        state.events().keySet().stream()
                .sorted()
                .forEach(event ->
                        facts(event, null, Fact.COUNT, Fact.FIRST, Fact.LAST).forEach(sources::add));
        return sources;
    }

    /** What attributes' names have before one of their dots, by name. */
    private Set<String> nestedNames() {
        Set<String> names = new TreeSet<>();
        for (FieldKey field : state.catalog().fields(Scope.ATTRIBUTE, "")) {
            for (int dot = field.name().indexOf('.', 1);
                    dot > 0;
                    dot = field.name().indexOf('.', dot + 1)) {
                names.add(field.name().substring(0, dot));
            }
        }
        return names;
    }

    List<ExportColumn.Source> sources(String event) {
        if (!state.events().containsKey(event)) {
            return List.of();
        }
        List<ExportColumn.Source> sources = new ArrayList<>();
        facts(event, null, Fact.COUNT, Fact.FIRST, Fact.LAST).forEach(sources::add);
        for (FieldKey field : state.catalog().fields(Scope.PROPERTY, event)) {
            facts(event, field.name(), Fact.FIRST, Fact.LAST).forEach(sources::add);
            if (types(field).contains(FieldType.NUMBER)) {
                facts(event, field.name(), Fact.SUM, Fact.AVG, Fact.MIN, Fact.MAX)
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    private static Stream<EventFact> facts(String event, @Nullable String property, Fact... facts) {
        return Stream.of(facts).map(fact -> new EventFact(fact, event, property, null));
    }
}
