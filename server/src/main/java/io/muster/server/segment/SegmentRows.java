package io.muster.server.segment;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.model.ErrorCode;
import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionParser;
import io.muster.server.segment.Segment.Failure;
import io.muster.server.segment.Segment.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The names of a segment's columns in the catalogue, and how they are read. */
final class SegmentRows {

    static final Table<Record> SEGMENT = table(name("segment"));
    static final Field<String> ID = field(name("segment", "id"), String.class);
    static final Field<String> PROJECT = field(name("segment", "project"), String.class);
    static final Field<String> KEY = field(name("segment", "key"), String.class);
    static final Field<String> TYPE = field(name("segment", "type"), String.class);
    static final Field<Integer> VERSION = field(name("segment", "version"), Integer.class);
    static final Field<Integer> CLAIM = field(name("segment", "claim"), Integer.class);
    static final Field<Integer> DONE_CLAIM = field(name("segment", "done_claim"), Integer.class);
    static final Field<Integer> SETTLED_CLAIM = field(name("segment", "settled_claim"), Integer.class);
    static final Field<Integer> WANTED_CLAIM = field(name("segment", "wanted_claim"), Integer.class);
    static final Field<Integer> CHANGED_CLAIM = field(name("segment", "changed_claim"), Integer.class);
    static final Field<String> LEASE_OWNER = field(name("segment", "lease_owner"), String.class);
    static final Field<Long> LEASE_UNTIL = field(name("segment", "lease_until"), Long.class);
    static final Field<Integer> FAILURES = field(name("segment", "failures"), Integer.class);
    static final Field<Long> AS_OF = field(name("segment", "as_of"), Long.class);
    static final Field<Long> TOOK_MILLIS = field(name("segment", "took_millis"), Long.class);
    static final Field<String> FINGERPRINT = field(name("segment", "fingerprint"), String.class);
    static final Field<Long> SIZE = field(name("segment", "size"), Long.class);
    static final Field<Long> LAST_RUN = field(name("segment", "last_run"), Long.class);
    static final Field<Long> NEXT_RUN = field(name("segment", "next_run"), Long.class);
    static final Field<Long> DATA_VERSION = field(name("segment", "data_version"), Long.class);
    static final Field<Integer> MEMBERS_VERSION = field(name("segment", "members_version"), Integer.class);
    static final Field<String> ERROR_CODE = field(name("segment", "error_code"), String.class);
    static final Field<String> ERROR_DETAIL = field(name("segment", "error_detail"), String.class);
    static final Field<String> FROZEN_FROM = field(name("segment", "frozen_from"), String.class);
    static final Field<Long> CREATED_AT = field(name("segment", "created_at"), Long.class);
    static final Field<Long> UPDATED_AT = field(name("segment", "updated_at"), Long.class);
    /** The project's number of changes when this segment or its members last changed. */
    static final Field<Long> CHANGED = field(name("segment", "changed"), Long.class);

    static final Field<Long> DELETED_AT = field(name("segment", "deleted_at"), Long.class);

    static final Table<Record> SEGMENT_VERSION = table(name("segment_version"));
    static final Field<String> OF_SEGMENT = field(name("segment_version", "segment"), String.class);
    static final Field<Integer> NUMBER = field(name("segment_version", "version"), Integer.class);
    static final Field<String> NAME = field(name("segment_version", "name"), String.class);
    static final Field<String> DESCRIPTION = field(name("segment_version", "description"), String.class);
    static final Field<String> CATEGORY = field(name("segment_version", "category"), String.class);
    static final Field<String> DEFINITION = field(name("segment_version", "definition"), String.class);
    static final Field<String> REFRESH = field(name("segment_version", "refresh"), String.class);
    static final Field<String> ZONE = field(name("segment_version", "zone"), String.class);
    static final Field<String> MAX_AGE = field(name("segment_version", "max_age"), String.class);
    static final Field<String> ON_STALE = field(name("segment_version", "on_stale"), String.class);
    static final Field<Long> MADE_AT = field(name("segment_version", "created_at"), Long.class);

    /**
     * What a run is read from. Named one by one, as below: for columns that are not, jOOQ asks the driver each time, which
     * takes longer than the query.
     */
    static final List<SelectField<?>> OF_RUN = List.of(
            SIZE,
            LAST_RUN,
            AS_OF,
            DATA_VERSION,
            MEMBERS_VERSION,
            NEXT_RUN,
            DONE_CLAIM,
            CHANGED_CLAIM,
            LEASE_UNTIL,
            FAILURES,
            ERROR_CODE,
            ERROR_DETAIL);

    /** What a version is read from. */
    static final List<SelectField<?>> OF_VERSION = List.of(
            OF_SEGMENT, NUMBER, NAME, DESCRIPTION, CATEGORY, DEFINITION, REFRESH, ZONE, MAX_AGE, ON_STALE, MADE_AT);

    private static final List<SelectField<?>> OF_ALL_VERSIONS = List.of(
            ID,
            PROJECT,
            KEY,
            TYPE,
            VERSION,
            CLAIM,
            SETTLED_CLAIM,
            WANTED_CLAIM,
            LEASE_OWNER,
            TOOK_MILLIS,
            FINGERPRINT,
            FROZEN_FROM,
            CREATED_AT,
            UPDATED_AT,
            CHANGED);

    /** What a segment and its present version are read from. */
    static final List<SelectField<?>> OF_PRESENT =
            Stream.of(OF_ALL_VERSIONS, OF_RUN, OF_VERSION).flatMap(List::stream).toList();

    private static final ConditionParser PARSER = new ConditionParser(Integer.MAX_VALUE);

    private SegmentRows() {}

    static Segment segment(Record row) {
        return new Segment(
                row.get(ID),
                row.get(PROJECT),
                row.get(KEY),
                SegmentType.valueOf(row.get(TYPE).toUpperCase(Locale.ROOT)),
                content(row),
                row.get(VERSION),
                run(row),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                Instant.ofEpochMilli(row.get(UPDATED_AT)),
                Frozen.read(row.get(FROZEN_FROM)));
    }

    static SegmentContent content(Record row) {
        String zone = row.get(ZONE);
        String maxAge = row.get(MAX_AGE);
        return new SegmentContent(
                row.get(NAME),
                row.get(DESCRIPTION),
                row.get(CATEGORY),
                definition(row.get(DEFINITION)),
                Refresh.parse(row.get(REFRESH)),
                zone == null ? null : ZoneId.of(zone),
                maxAge == null ? null : Duration.parse(maxAge),
                OnStale.parse(row.get(ON_STALE)));
    }

    static @Nullable Condition definition(@Nullable String json) {
        return json == null ? null : PARSER.parse(json);
    }

    static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    static Run run(Record row) {
        String code = row.get(ERROR_CODE);
        return new Run(
                row.get(SIZE),
                instant(row.get(LAST_RUN)),
                instant(row.get(AS_OF)),
                row.get(DATA_VERSION),
                row.get(MEMBERS_VERSION),
                instant(row.get(NEXT_RUN)),
                row.get(DONE_CLAIM),
                row.get(CHANGED_CLAIM) > row.get(DONE_CLAIM),
                instant(row.get(LEASE_UNTIL)),
                row.get(FAILURES),
                code == null
                        ? null
                        : new Failure(ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)), row.get(ERROR_DETAIL)));
    }
}
