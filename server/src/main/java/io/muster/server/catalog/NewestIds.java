package io.muster.server.catalog;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.Field;

/** The ids that were made last, of everything that has such; one look into an index for each kind. */
final class NewestIds {
    /** Tables whose {@code id} {@link Ids} makes. */
    static final List<String> TABLES = List.of(
            "project",
            "segment",
            "export",
            "export_schedule",
            "job",
            "application",
            "person",
            "signing_key",
            "webhook",
            "message",
            "link_key",
            "destination",
            "export_delivery",
            "member_upload",
            "erasure",
            "subject_access",
            "project_deletion");

    private static final Field<String> ID = field(name("id"), String.class);

    private NewestIds() {}

    /** The time that the newest of them begins with, in milliseconds. */
    static OptionalLong time(Catalog catalog) {
        return catalog.read(dsl -> TABLES.stream()
                .map(it -> dsl.select(max(ID)).from(table(name(it))).fetchOptional(0, String.class))
                .flatMap(Optional::stream)
                .flatMap(id -> Ids.time(id).stream().boxed())
                .mapToLong(Long::longValue)
                .max());
    }
}
