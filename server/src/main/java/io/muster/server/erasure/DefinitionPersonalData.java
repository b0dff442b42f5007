package io.muster.server.erasure;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.muster.model.Pointer;
import io.muster.model.ProjectId;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.model.condition.text.DefinitionParser;
import io.muster.server.catalog.Catalog;
import io.muster.server.personal.Findings;
import io.muster.server.personal.Mentions;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.Subjects;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ids in lists of profiles: in definitions of all versions, in what segments were frozen from, in requests of schedules and
 * of exports, and in these exports' proofs. They are taken out, so that nobody who comes anew under such an id is meant.
 */
@Component
class DefinitionPersonalData implements PersonalData {

    private static final String LISTS = "%\"profiles\"%";
    private static final String DEFINITION = "definition";

    /** Requests of schedules from before they were kept as trees have definitions in words. */
    private static final String WORDS = "%\"" + DEFINITION + "\":\"%";

    private static final DefinitionParser PARSER = new DefinitionParser();

    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);

    private static final List<Column> COLUMNS = List.of(
            new Column("segment_version", "definition", List.of("segment", "version"), true),
            new Column("segment", "frozen_from", List.of("id"), false),
            new Column("export_schedule", "request", List.of("id"), false),
            new Column("export", "subject", List.of("id"), false),
            new Column("export", "manifest", List.of("id"), false));

    private final Catalog catalog;
    private final JsonMapper json;

    DefinitionPersonalData(Catalog catalog, JsonMapper json) {
        this.catalog = catalog;
        this.json = json;
    }

    /**
     * Where definitions are kept as JSON.
     *
     * @param ofSegment whether the table has the segment's id and not the project's
     */
    private record Column(String in, String text, List<String> key, boolean ofSegment) {

        Table<Record> table() {
            return org.jooq.impl.DSL.table(name(in));
        }

        Field<String> content() {
            return field(name(text), String.class);
        }

        List<Field<Object>> keys() {
            return key.stream().map(part -> field(name(part), Object.class)).toList();
        }

        Condition within(ProjectId project) {
            Select<Record1<String>> segments =
                    select(ID).from(org.jooq.impl.DSL.table(name("segment"))).where(PROJECT.eq(project.value()));
            return ofSegment ? field(name("segment"), String.class).in(segments) : PROJECT.eq(project.value());
        }
    }

    @Override
    public Place place() {
        return Place.DEFINITIONS;
    }

    @Override
    public long count(Subjects subjects) {
        return each(subjects, false);
    }

    @Override
    public void erase(Subjects subjects) {
        each(subjects, true);
    }

    @Override
    public void read(ProjectId project, Subject subject, Findings findings) {
        Mentions mentions = new Subjects(project, List.of(subject)).mentions();
        for (Column column : COLUMNS) {
            for (Record row : rows(column, project)) {
                JsonNode content = content(row.get(column.content()));
                if (mentions.removeFromLists(content) > 0) {
                    findings.add(
                            "listed_in",
                            json.createObjectNode()
                                    .put("kind", column.in())
                                    .put(
                                            "id",
                                            String.valueOf(row.get(column.keys().getFirst()))));
                }
            }
        }
    }

    private long each(Subjects subjects, boolean change) {
        Mentions mentions = subjects.mentions();
        return catalog.transaction(db -> {
            long found = 0;
            for (Column column : COLUMNS) {
                for (Record row : rows(column, subjects.project())) {
                    JsonNode content = content(row.get(column.content()));
                    long removed = mentions.removeFromLists(content);
                    found += removed;
                    if (removed > 0 && change) {
                        write(column, row, json.writeValueAsString(content));
                    }
                }
            }
            return found;
        });
    }

    private JsonNode content(String text) {
        JsonNode content = json.readTree(text);
        if (content instanceof ObjectNode object && object.path(DEFINITION).isString()) {
            object.set(DEFINITION, ConditionWriter.json(PARSER.parse(object.get(DEFINITION), Pointer.ROOT)));
        }
        return content;
    }

    private List<Record> rows(Column column, ProjectId project) {
        return catalog.read(db -> List.copyOf(db.select(column.keys())
                .select(column.content())
                .from(column.table())
                .where(
                        column.within(project),
                        column.content().like(LISTS).or(column.content().like(WORDS)))
                .fetch()));
    }

    private void write(Column column, Record row, String content) {
        catalog.change(db -> db.update(column.table())
                .set(column.content(), content)
                .where(column.keys().stream().map(key -> key.eq(row.get(key))).toList())
                .execute());
    }
}
