package io.muster.server.membership;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;

/** The names of the columns in the catalogue, and how they are read. */
final class MembershipRows {

    static final Table<Record> LOG = table(name("membership_log"));
    static final Table<Record> NEWEST = table(name("membership"));

    static final Field<String> SEGMENT = field(name("segment"), String.class);
    static final Field<Long> NUMBER = field(name("number"), Long.class);
    static final Field<Integer> DEFINITION_VERSION = field(name("definition_version"), Integer.class);
    static final Field<Long> DATA_VERSION = field(name("data_version"), Long.class);
    static final Field<Long> AS_OF = field(name("as_of"), Long.class);
    static final Field<Long> SIZE = field(name("size"), Long.class);
    static final Field<Long> ENTERED_COUNT = field(name("entered_count"), Long.class);
    static final Field<Long> EXITED_COUNT = field(name("exited_count"), Long.class);
    static final Field<byte[]> ENTERED = field(name("entered"), byte[].class);
    static final Field<byte[]> EXITED = field(name("exited"), byte[].class);
    static final Field<byte[]> MEMBERS = field(name("members"), byte[].class);
    static final Field<Integer> STEPS = field(name("steps"), Integer.class);
    static final Field<Long> STEP_BYTES = field(name("step_bytes"), Long.class);

    /** What an entry is read from: everything but its bitmaps. */
    static final List<SelectField<?>> OF_ENTRY =
            List.of(SEGMENT, NUMBER, DEFINITION_VERSION, DATA_VERSION, AS_OF, SIZE, ENTERED_COUNT, EXITED_COUNT);

    static final List<SelectField<?>> OF_HEAD = List.of(SEGMENT, NUMBER, DEFINITION_VERSION, DATA_VERSION, AS_OF);

    private MembershipRows() {}

    static LogEntry entry(Record row) {
        return new LogEntry(
                row.get(SEGMENT),
                row.get(NUMBER),
                row.get(DEFINITION_VERSION),
                row.get(DATA_VERSION),
                Instant.ofEpochMilli(row.get(AS_OF)),
                row.get(SIZE),
                row.get(ENTERED_COUNT),
                row.get(EXITED_COUNT));
    }

    static Head head(Record row) {
        return new Head(
                row.get(SEGMENT),
                row.get(NUMBER),
                row.get(DEFINITION_VERSION),
                row.get(DATA_VERSION),
                Instant.ofEpochMilli(row.get(AS_OF)));
    }
}
