package io.muster.server.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.testing.Seeds;
import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import io.muster.server.personal.RetiredProfiles;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** The log beside a model that simply remembers every membership. */
@OnEachDatabase
class MembershipLogTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Catalog catalog;
    private final NewestStore newest;
    private final LogStore store;
    private final MusterProperties properties;
    private final TestServer server;
    private String segment = "";

    MembershipLogTest(Database database) {
        this.server = TestServer.on(database);
        this.catalog = server.bean(Catalog.class);
        this.newest = server.bean(NewestStore.class);
        this.store = server.bean(LogStore.class);
        this.properties = server.bean(MusterProperties.class);
    }

    @BeforeEach
    void makeASegment() {
        Shop shop = Shop.empty(server.owner());
        segment = server.owner()
                .post(shop.path("/segments"), "{\"name\":\"Some\",\"type\":\"static\"}")
                .at("/id");
        catalog.change(db -> log(0).delete(segment));
    }

    @Test
    void everyMembershipCanBeHadAgainWithAndWithoutMemory() {
        long seed = Seeds.of(MembershipLogTest.class);
        List<RoaringBitmap> kept = keepMany(new Random(seed), 200);

        for (MembershipLog log : List.of(log(1 << 20), log(0))) {
            for (int i = 0; i < kept.size(); i++) {
                assertThat(log.at(segment, START.plusSeconds(i).plusMillis(500)))
                        .as("seed %d, membership %d", seed, i)
                        .map(found -> found.membership().members())
                        .contains(kept.get(i));
            }
        }
    }

    @Test
    void theLogTellsExactlyWhatDiffers() {
        long seed = Seeds.of(MembershipLogTest.class);
        List<RoaringBitmap> kept = keepMany(new Random(seed), 60);
        SegmentLog log = log(0).of(segment);

        RoaringBitmap before = new RoaringBitmap();
        for (int i = 0; i < kept.size(); i++) {
            Instant now = START.plusSeconds(i);
            RoaringBitmap entered = RoaringBitmap.andNot(kept.get(i), before);
            RoaringBitmap exited = RoaringBitmap.andNot(before, kept.get(i));
            assertThat(log.changed(Change.ENTERED, now, now.plusSeconds(1)))
                    .as("seed %d", seed)
                    .isEqualTo(entered);
            assertThat(log.changed(Change.EXITED, now, now.plusSeconds(1)))
                    .as("seed %d", seed)
                    .isEqualTo(exited);
            before = kept.get(i);
        }
    }

    @Test
    void everIsWhoWasInAtAnyInstantOfTheTime() {
        long seed = Seeds.of(MembershipLogTest.class);
        Random random = new Random(seed);
        List<RoaringBitmap> kept = keepMany(random, 60);
        SegmentLog log = log(0).of(segment);

        for (int i = 0; i < 50; i++) {
            int from = random.nextInt(kept.size());
            int to = from + 1 + random.nextInt(kept.size() - from);
            RoaringBitmap expected = new RoaringBitmap();
            kept.subList(from, to).forEach(expected::or);
            assertThat(log.ever(START.plusSeconds(from).plusMillis(1), START.plusSeconds(to)))
                    .as("seed %d, from %d to %d", seed, from, to)
                    .isEqualTo(expected);
        }
        assertThat(log.ever(null, START)).isEqualTo(new RoaringBitmap());
    }

    @Test
    void tellsSinceWhenAProfileIsIn() {
        long seed = Seeds.of(MembershipLogTest.class);
        List<RoaringBitmap> kept = keepMany(new Random(seed), 100);
        MembershipLog log = log(1 << 20);
        Map<Integer, Instant> since = new HashMap<>();
        for (int i = 0; i < kept.size(); i++) {
            RoaringBitmap now = kept.get(i);
            Instant at = START.plusSeconds(i);
            since.keySet().removeIf(ordinal -> !now.contains(ordinal));
            now.forEach((int ordinal) -> {
                since.putIfAbsent(ordinal, at);
            });
        }

        long number = log.newest(segment).orElseThrow().number();
        since.forEach((ordinal, at) -> assertThat(log.of(segment).entered(ordinal, number))
                .as("seed %d, profile %d", seed, ordinal)
                .map(LogEntry::asOf)
                .contains(at));
        Map<Integer, Instant> together = new HashMap<>();
        log.of(segment)
                .entrances(number, kept.getLast())
                .forEach(entrance -> entrance.profiles()
                        .forEach((int ordinal) -> assertThat(together.put(ordinal, entrance.since()))
                                .isNull()));
        assertThat(together).as("seed %d", seed).isEqualTo(since);
    }

    @Test
    void nothingIsWrittenWhereNothingChanged() {
        keep(log(0), RoaringBitmap.bitmapOf(1, 2), 0);
        keep(log(0), RoaringBitmap.bitmapOf(1, 2), 5);

        assertThat(log(0).of(segment).from(1, 10)).hasSize(1);
        assertThat(log(0).head(segment)).map(Head::asOf).contains(START.plusSeconds(5));
    }

    @Test
    void anEmptyFirstMembershipIsKnownToBeEmpty() {
        keep(log(0), new RoaringBitmap(), 0);

        assertThat(log(0).at(segment, START))
                .map(kept -> kept.membership().members())
                .contains(new RoaringBitmap());
        assertThat(log(0).at(segment, START.minusMillis(1))).isEmpty();
    }

    @Test
    void aClockThatWasSetBackDoesNotTurnTheLogAround() {
        keep(log(0), RoaringBitmap.bitmapOf(1), 100);
        keep(log(0), RoaringBitmap.bitmapOf(2), 50);

        assertThat(log(0).of(segment).from(1, 10))
                .extracting(LogEntry::asOf)
                .containsExactly(START.plusSeconds(100), START.plusSeconds(100).plusMillis(1));
        assertThat(log(0).newest(segment))
                .map(kept -> kept.membership().members())
                .contains(RoaringBitmap.bitmapOf(2));
    }

    @Test
    void whatIsUndoneIsForgotten() {
        MembershipLog log = log(1 << 20);
        keep(log, RoaringBitmap.bitmapOf(1), 0);
        try {
            catalog.change(db -> {
                log.keep(membership(RoaringBitmap.bitmapOf(2), 1));
                assertThat(log.newest(segment).orElseThrow().membership().members())
                        .isEqualTo(RoaringBitmap.bitmapOf(2));
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("undone");
        }
        keep(log, RoaringBitmap.bitmapOf(3), 2);

        assertThat(log.at(segment, START.plusSeconds(2)))
                .map(kept -> kept.membership().members())
                .contains(RoaringBitmap.bitmapOf(3));
    }

    @Test
    void retentionForgetsWhatIsOldAndKeepsWhatWasTrueSince() {
        long seed = Seeds.of(MembershipLogTest.class);
        List<RoaringBitmap> kept = keepMany(new Random(seed), 150);
        Instant now = START.plusSeconds(100).plusMillis(500).plus(Duration.ofDays(400));
        MembershipLog log = log(0);

        new MembershipRetention(catalog, store, log, properties, Clock.fixed(now, ZoneOffset.UTC)).run();

        assertThat(log.at(segment, START.plusSeconds(99))).isEmpty();
        for (int i = 100; i < kept.size(); i++) {
            assertThat(log.at(segment, START.plusSeconds(i)))
                    .as("seed %d, membership %d", seed, i)
                    .map(found -> found.membership().members())
                    .contains(kept.get(i));
        }
        assertThat(log.of(segment).ever(null, START.plusSeconds(101))).isEqualTo(kept.get(100));
    }

    private MembershipLog log(long bytes) {
        return new MembershipLog(catalog, newest, store, new BitmapCache(catalog, bytes), new RetiredProfiles(catalog));
    }

    /** One a second, of changes small and large, none of them empty. */
    private List<RoaringBitmap> keepMany(Random random, int count) {
        MembershipLog log = log(1 << 20);
        List<RoaringBitmap> kept = new ArrayList<>();
        RoaringBitmap members = new RoaringBitmap();
        for (int i = 0; i < count; i++) {
            members = members.clone();
            int changes = random.nextInt(10) == 0 ? 500 : 1 + random.nextInt(5);
            for (int change = 0; change < changes; change++) {
                members.flip((long) random.nextInt(1000), random.nextInt(1000) + 1000L);
            }
            members.flip(5000L + i, 5001L + i);
            keep(log, members, i);
            kept.add(members);
        }
        return kept;
    }

    private void keep(MembershipLog log, RoaringBitmap members, long second) {
        catalog.change(db -> log.keep(membership(members, second)));
    }

    private StoredMembership membership(RoaringBitmap members, long second) {
        return new StoredMembership(segment, 1, second, START.plusSeconds(second), members);
    }
}
