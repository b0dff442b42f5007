package io.muster.engine.duckdb;

import com.sun.management.OperatingSystemMXBean;
import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EvaluationScope;
import io.muster.engine.ExportColumn;
import io.muster.engine.ExportRows;
import io.muster.engine.Progress;
import io.muster.engine.RowImport;
import io.muster.engine.TableFormat;
import io.muster.engine.TableTarget;
import io.muster.engine.rows.RowBatch;
import io.muster.engine.rows.RowKind;
import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Measure;
import io.muster.model.condition.PropertyCondition;
import io.muster.model.condition.Test.Compare;
import io.muster.model.condition.Test.Is;
import io.muster.model.condition.Test.Order;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Measures imports, counts and exports; a program, not a test: {@code ImportSpeed DIRECTORY EVENTS PROFILES}. */
final class ImportSpeed {

    private static final ProjectId PROJECT = new ProjectId("speed");
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final String[] NAMES = {"Visit", "View", "Search", "Cart", "Order", "Review", "Return", "Login"};

    private final DuckDbEngine engine;
    private final Path directory;
    private final int profiles;

    private ImportSpeed(Path directory, int profiles) {
        this.directory = directory;
        this.profiles = profiles;
        engine = new DuckDbEngine(new DuckDbSettings(
                directory.resolve("data"),
                directory.resolve("temp"),
                Optional.empty(),
                2,
                1_000_000,
                List.of(directory)));
        engine.createProject(PROJECT);
    }

    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args[0]));
        int events = Integer.parseInt(args[1]);
        ImportSpeed speed = new ImportSpeed(directory, Integer.parseInt(args[2]));
        speed.importProfiles();
        speed.importEvents(events);
        speed.count();
        speed.export();
        speed.small(64, 20_000);
        speed.count();
        time("import of as many events again, in pieces and out of order", () -> speed.scatter(events));
        speed.count();
        time("compaction", () -> print("compacted " + speed.engine.compact(PROJECT, Deadline.none())));
        speed.count();
        time("erasure of one profile", () -> speed.erase(0, 1));
        time("erasure of 1,000 profiles", () -> speed.erase(1, 1_001));
        time("scrubbing", () -> print("scrubbed " + speed.engine.scrub(PROJECT, Deadline.none())));
        speed.engine.close();
        time("start again", () -> new ImportSpeed(directory, 1).engine.dataVersion(PROJECT));
    }

    private void erase(int from, int to) {
        List<String> ids = IntStream.range(from, to).mapToObj(i -> "user-" + i).toList();
        print(engine.erase(PROJECT, ids, Deadline.none()).eventCount() + " events");
    }

    private void importProfiles() {
        SplittableRandom random = new SplittableRandom(1);
        time("import of " + profiles + " profiles", () -> {
            RowBatch batch = new RowBatch(RowKind.PROFILES);
            try (RowImport load = engine.startImport(PROJECT, RowKind.PROFILES)) {
                for (int i = 0; i < profiles; i++) {
                    batch.begin("user-" + i);
                    batch.set("country", "C" + random.nextInt(40));
                    batch.set("age", random.nextInt(90));
                    batch.set("spent", BigDecimal.valueOf(random.nextInt(1_000_000), 2));
                    batch.set(
                            "signed_up",
                            Instant.ofEpochMilli(START - random.nextInt()).toString());
                    batch.setIdentity("email", "user-" + i + "@example.com");
                    batch.end();
                    if (batch.isFull()) {
                        load.add(batch);
                        batch.clear();
                    }
                }
                load.add(batch);
                print(load.commit(Deadline.none()).toString());
            }
        });
    }

    private void importEvents(int events) {
        SplittableRandom random = new SplittableRandom(2);
        time("import of " + events + " events", () -> {
            RowBatch batch = new RowBatch(RowKind.EVENTS);
            try (RowImport load = engine.startImport(PROJECT, RowKind.EVENTS)) {
                for (int i = 0; i < events; i++) {
                    event(
                            batch,
                            random,
                            "event-" + i,
                            START + (long) (i * (40.0 * 86_400_000 / events)) + random.nextInt(100_000));
                    if (batch.isFull()) {
                        load.add(batch);
                        batch.clear();
                    }
                }
                load.add(batch);
                print(load.commit(Deadline.none()).toString());
            }
        });
    }

    /** As from many small imports: each too small to be sorted, all over the time. */
    private void scatter(int events) {
        SplittableRandom random = new SplittableRandom(4);
        RowBatch batch = new RowBatch(RowKind.EVENTS);
        for (int done = 0; done < events; done += 4 * RowBatch.CAPACITY) {
            try (RowImport load = engine.startImport(PROJECT, RowKind.EVENTS)) {
                for (int i = 0; i < 4; i++) {
                    batch.clear();
                    while (!batch.isFull()) {
                        event(batch, random, null, START + random.nextLong(40 * 86_400_000L));
                    }
                    load.add(batch);
                }
                load.commit(Deadline.none());
            }
        }
    }

    private void event(RowBatch batch, SplittableRandom random, @Nullable String id, long time) {
        double skew = random.nextDouble();
        batch.begin(id, "user-" + random.nextInt(profiles), NAMES[(int) (skew * skew * NAMES.length)], time);
        batch.set("amount", BigDecimal.valueOf(random.nextInt(100_000), 2));
        batch.set("category", "category-" + random.nextInt(50));
        batch.set("quantity", random.nextInt(10));
        batch.end();
    }

    private void small(int threads, int imports) throws Exception {
        SplittableRandom seeds = new SplittableRandom(3);
        AtomicLong left = new AtomicLong(imports);
        AtomicLong rows = new AtomicLong();
        long start = System.nanoTime();
        long cpu = cpuNanos();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                SplittableRandom random = seeds.split();
                pool.execute(() -> {
                    RowBatch batch = new RowBatch(RowKind.EVENTS);
                    while (left.getAndDecrement() > 0) {
                        batch.clear();
                        int size = 1 + random.nextInt(10);
                        for (int i = 0; i < size; i++) {
                            long time = START
                                    + 40_000_000_000L
                                    + System.currentTimeMillis() % 1_000_000_000
                                    + random.nextInt(5_000);
                            event(batch, random, "small-" + random.nextLong(), time);
                        }
                        try (RowImport load = engine.startImport(PROJECT, RowKind.EVENTS)) {
                            load.add(batch);
                            rows.addAndGet(load.commit(Deadline.none()).rows());
                        }
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        print("%d threads: %.0f imports/s, %.0f rows/s, CPU %.3f s"
                .formatted(threads, imports / seconds, rows.get() / seconds, (cpuNanos() - cpu) / 1e9));
    }

    private void count() {
        Window last = new Window.Resolved(
                Instant.ofEpochMilli(START + 2_000_000_000L),
                Instant.ofEpochMilli(START + 2_600_000_000L),
                ZoneOffset.UTC);
        PropertyCondition where =
                new PropertyCondition.Property("category", List.of(new Is(new Value.Text("category-7"), false)));
        Condition often = new Condition.Event("Visit", null, last, new Measure.Count(atLeast(3)));
        Condition bought = new Condition.Event("Order", where, null, new Measure.Count(atLeast(1)));
        Condition spent = new Condition.Event(
                "View", null, last, new Measure.Aggregate(Measure.Function.SUM, "amount", atLeast(500)));
        for (int round = 0; round < 3; round++) {
            try (EngineSnapshot snapshot = engine.snapshot(PROJECT)) {
                long start = System.nanoTime();
                EvaluationScope scope = new EvaluationScope(ZoneOffset.UTC);
                RoaringBitmap members = snapshot.select(often, scope, Deadline.none());
                long one = System.nanoTime();
                members.and(snapshot.select(bought, scope, Deadline.none()));
                long two = System.nanoTime();
                members.andNot(snapshot.select(spent, scope, Deadline.none()));
                long three = System.nanoTime();
                print("count of three conditions: %d members, %.1f + %.1f + %.1f ms"
                        .formatted(
                                members.getCardinality(), (one - start) / 1e6, (two - one) / 1e6, (three - two) / 1e6));
            }
        }
    }

    private static List<io.muster.model.condition.Test> atLeast(long number) {
        return List.of(new Compare(Order.GTE, Value.Numeric.of(number)));
    }

    private void export() throws IOException {
        Path parquet = directory.resolve("export.parquet");
        Path csv = directory.resolve("export.csv");
        try (EngineSnapshot snapshot = engine.snapshot(PROJECT)) {
            RoaringBitmap everyone = snapshot.everyone(Deadline.none());
            RoaringBitmap half = new RoaringBitmap();
            everyone.forEach((int ordinal) -> {
                if (ordinal % 2 == 0) {
                    half.add(ordinal);
                }
            });
            List<ExportColumn> columns = snapshot.defaultColumns();
            Progress progress = (done, total) -> print("  progress " + done + " of " + total);
            time(
                    "export of everyone",
                    () -> print(snapshot.write(
                                    ExportRows.of(everyone, columns),
                                    TableTarget.of(parquet, TableFormat.PARQUET),
                                    progress,
                                    Deadline.none())
                            .toString()));
            time(
                    "export of half",
                    () -> print(snapshot.write(
                                    ExportRows.of(half, columns),
                                    TableTarget.of(parquet, TableFormat.PARQUET),
                                    Progress.NONE,
                                    Deadline.none())
                            .toString()));
            time(
                    "csv of half",
                    () -> print(snapshot.write(
                                    ExportRows.of(half, columns),
                                    TableTarget.of(csv, TableFormat.CSV),
                                    progress,
                                    Deadline.none())
                            .toString()));
            time("first page of members", () -> snapshot.members(half, -1, 1_000, Deadline.none()));
            time("second page of members", () -> snapshot.members(half, 2_000_000, 1_000, Deadline.none()));
            time("events of a profile", () -> snapshot.events("user-5", null, 100, Deadline.none()));
            time("profiles by id", () -> snapshot.profiles(List.of("user-5", "user-77"), Deadline.none()));
            time("event summaries", () -> snapshot.events(Deadline.none()));
            time("attribute summaries", () -> snapshot.attributes(Deadline.none()));
        }
    }

    private static void time(String what, Runnable work) {
        long start = System.nanoTime();
        long cpu = cpuNanos();
        work.run();
        print("%s: %.3f s, CPU %.3f s".formatted(what, (System.nanoTime() - start) / 1e9, (cpuNanos() - cpu) / 1e9));
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
