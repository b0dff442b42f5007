package io.muster.server.delivery;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.model.ErrorCode;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.delivery.Delivery.Arrived;
import io.muster.server.delivery.Delivery.Failure;
import io.muster.server.delivery.Delivery.OpenUpload;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Deliveries in the catalogue. */
@Repository
class DeliveryStore {

    private static final Table<Record> DELIVERY = table(name("export_delivery"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> EXPORT = field(name("export"), String.class);
    private static final Field<String> DESTINATION = field(name("destination"), String.class);
    private static final Field<String> DESTINATION_KEY = field(name("destination_key"), String.class);
    private static final Field<String> STATE = field(name("state"), String.class);
    private static final Field<Integer> ATTEMPTS = field(name("attempts"), Integer.class);
    private static final Field<String> FILES = field(name("files"), String.class);
    private static final Field<String> OPEN_UPLOAD = field(name("open_upload"), String.class);
    private static final Field<String> ERROR_CODE = field(name("error_code"), String.class);
    private static final Field<String> ERROR_DETAIL = field(name("error_detail"), String.class);
    private static final Field<String> JOB = field(name("job"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> FINISHED_AT = field(name("finished_at"), Long.class);
    private static final int MAX_SWEPT = 100;

    private final Catalog catalog;
    private final JsonMapper json;

    DeliveryStore(Catalog catalog, JsonMapper json) {
        this.catalog = catalog;
        this.json = json;
    }

    Optional<Delivery> find(String id) {
        return catalog.read(dsl -> dsl.selectFrom(DELIVERY).where(ID.eq(id)).fetchOptional(this::delivery));
    }

    /** Oldest first, of no more exports than a page has. */
    List<Delivery> of(Collection<String> exports) {
        return catalog.read(dsl ->
                dsl.selectFrom(DELIVERY).where(EXPORT.in(exports)).orderBy(ID).fetch(this::delivery));
    }

    /** Whether files are on their way there. */
    boolean isInUse(String destination) {
        return catalog.read(dsl -> dsl.fetchExists(dsl.selectFrom(DELIVERY)
                .where(
                        DESTINATION.eq(destination),
                        STATE.in(states(DeliveryState.QUEUED, DeliveryState.RUNNING))
                                .or(OPEN_UPLOAD.isNotNull()))));
    }

    /** Those that have come to their end and left something behind. */
    List<Delivery> leftBehind() {
        return catalog.read(dsl -> dsl.selectFrom(DELIVERY)
                .where(OPEN_UPLOAD.isNotNull(), STATE.in(states(DeliveryState.FAILED, DeliveryState.CANCELLED)))
                .orderBy(ID)
                .limit(MAX_SWEPT)
                .fetch(this::delivery));
    }

    /** Those of a project that may have left something behind. */
    List<Delivery> open(ProjectId project) {
        return catalog.read(dsl -> dsl.selectFrom(DELIVERY)
                .where(PROJECT.eq(project.value()), OPEN_UPLOAD.isNotNull())
                .fetch(this::delivery));
    }

    /** Until the present transaction ends, nobody else gets beyond this for the export; SQLite has one writer anyway. */
    void lock(String export) {
        catalog.change(dsl -> {
            if (catalog.isShared()) {
                dsl.selectOne()
                        .from(table(name("export")))
                        .where(ID.eq(export))
                        .forNoKeyUpdate()
                        .fetch();
            }
        });
    }

    void insert(Delivery delivery) {
        catalog.change(dsl -> dsl.insertInto(DELIVERY)
                .set(ID, delivery.id())
                .set(PROJECT, delivery.project().value())
                .set(EXPORT, delivery.export())
                .set(DESTINATION, delivery.destination())
                .set(DESTINATION_KEY, delivery.destinationKey())
                .set(STATE, delivery.state().code())
                .set(ATTEMPTS, 0)
                .set(FILES, "[]")
                .set(CREATED_AT, delivery.createdAt().toEpochMilli())
                .execute());
    }

    void queued(String id, String job) {
        catalog.change(dsl -> dsl.update(DELIVERY)
                .set(STATE, DeliveryState.QUEUED.code())
                .set(JOB, job)
                .setNull(ERROR_CODE)
                .setNull(ERROR_DETAIL)
                .setNull(FINISHED_AT)
                .where(ID.eq(id))
                .execute());
    }

    /** Has one that is over wait again; false where it is not over, such as by another who was quicker. */
    boolean reopen(String id) {
        return catalog.transaction(dsl -> dsl.update(DELIVERY)
                        .set(STATE, DeliveryState.WAITING.code())
                        .where(ID.eq(id), STATE.in(states(DeliveryState.FAILED, DeliveryState.CANCELLED)))
                        .execute())
                > 0;
    }

    /** Says that a run of that job begins; false where it is no longer wanted, or is another's by now. */
    boolean start(String id, String job) {
        return catalog.transaction(dsl -> dsl.update(DELIVERY)
                        .set(STATE, DeliveryState.RUNNING.code())
                        .set(ATTEMPTS, ATTEMPTS.plus(1))
                        .where(ID.eq(id), JOB.eq(job), STATE.in(states(DeliveryState.QUEUED, DeliveryState.RUNNING)))
                        .execute())
                > 0;
    }

    void arrived(String id, String job, List<Arrived> files) {
        catalog.change(dsl -> dsl.update(DELIVERY)
                .set(FILES, json.writeValueAsString(files))
                .where(ID.eq(id), JOB.eq(job))
                .execute());
    }

    void open(String id, @Nullable OpenUpload upload) {
        catalog.change(dsl -> dsl.update(DELIVERY)
                .set(OPEN_UPLOAD, upload == null ? null : json.writeValueAsString(upload))
                .where(ID.eq(id))
                .execute());
    }

    /** What went wrong last in that job; it waits to be tried again, unless it is given up. */
    void stumbled(String id, String job, Failure failure) {
        catalog.change(dsl -> dsl.update(DELIVERY)
                .set(STATE, DeliveryState.QUEUED.code())
                .set(ERROR_CODE, failure.code().code())
                .set(ERROR_DETAIL, failure.detail())
                .where(ID.eq(id), JOB.eq(job), STATE.eq(DeliveryState.RUNNING.code()))
                .execute());
    }

    /** Ends one that waits for its export. */
    void cancelWaiting(String id, Instant now) {
        catalog.change(dsl -> dsl.update(DELIVERY)
                .set(STATE, DeliveryState.CANCELLED.code())
                .set(FINISHED_AT, now.toEpochMilli())
                .where(ID.eq(id), STATE.eq(DeliveryState.WAITING.code()))
                .execute());
    }

    /** Ends it with its job; false where it has ended, or is another job's by now. */
    boolean end(String id, String job, DeliveryState state, @Nullable Failure failure, Instant now) {
        return catalog.transaction(dsl -> dsl.update(DELIVERY)
                        .set(STATE, state.code())
                        .set(ERROR_CODE, failure == null ? null : failure.code().code())
                        .set(ERROR_DETAIL, failure == null ? null : failure.detail())
                        .set(FINISHED_AT, now.toEpochMilli())
                        .where(ID.eq(id), JOB.eq(job), STATE.in(states(DeliveryState.QUEUED, DeliveryState.RUNNING)))
                        .execute())
                > 0;
    }

    private static List<String> states(DeliveryState... states) {
        return Arrays.stream(states).map(DeliveryState::code).toList();
    }

    private Delivery delivery(Record row) {
        String upload = row.get(OPEN_UPLOAD);
        String code = row.get(ERROR_CODE);
        Long finished = row.get(FINISHED_AT);
        return new Delivery(
                row.get(ID),
                new ProjectId(row.get(PROJECT)),
                row.get(EXPORT),
                row.get(DESTINATION),
                row.get(DESTINATION_KEY),
                DeliveryState.valueOf(row.get(STATE).toUpperCase(Locale.ROOT)),
                row.get(ATTEMPTS),
                List.of(json.readValue(row.get(FILES), Arrived[].class)),
                upload == null ? null : json.readValue(upload, OpenUpload.class),
                code == null
                        ? null
                        : new Failure(ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)), row.get(ERROR_DETAIL)),
                row.get(JOB),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                finished == null ? null : Instant.ofEpochMilli(finished));
    }
}
