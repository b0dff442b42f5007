package io.muster.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaringbitmap.RoaringBitmap;

class SequenceSearchTest {

    private static final long ANY = Long.MAX_VALUE;
    private static final int A = 1;
    private static final int B = 2;
    private static final int C = 4;

    private record Event(int profile, long time, int bits) {}

    private static SequenceRules.Step step(int event) {
        return new SequenceRules.Step(event, 0, 1, ANY);
    }

    /** Events written as letters with their times, such as {@code A1 B2 AB3}. */
    private static boolean happened(SequenceRules rules, String events) {
        List<Event> rows = new ArrayList<>();
        for (String event : events.split(" ", -1)) {
            int bits = event.chars()
                    .filter(Character::isLetter)
                    .map(c -> 1 << (c - 'A'))
                    .reduce(0, (all, bit) -> all | bit);
            rows.add(new Event(0, Long.parseLong(event.replaceAll("\\D", "")), bits));
        }
        return !find(rules, 1, rows, 100).isEmpty();
    }

    private static RoaringBitmap find(SequenceRules rules, int profiles, List<Event> rows, int room) {
        return new SequenceSearch(rules, profiles, room)
                .find(row -> rows.forEach(event -> row.accept(event.profile(), event.time(), event.bits())));
    }

    @ParameterizedTest
    @CsvSource({
        "A1 B2, true",
        "B1 A2, false",
        "B2 A1, true",
        "A5 B5, false",
        "AB5, false",
        "AB5 A6, false",
        "AB5 B6, true",
        "A1, false",
        "B1, false",
    })
    void comesLaterWhereverTheRowsLie(String events, boolean expected) {
        assertThat(happened(new SequenceRules(List.of(step(A), step(B)), ANY), events))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "A0 B9, false",
        "A0 B10, true",
        "A0 B20, true",
        "A0 B21, false",
        "A0 A15 B30, true",
        "A0 A15 A25 B31, true",
        "A0 A29 B31, false",
        "A11 A29 B31, true"
    })
    void keepsBothBoundsOfAGap(String events, boolean expected) {
        SequenceRules rules = new SequenceRules(List.of(step(A), new SequenceRules.Step(B, 0, 10, 20)), ANY);
        assertThat(happened(rules, events)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "A1 C2 B3, false",
        "A1 C1 B3, true",
        "A1 C3 B3, true",
        "A1 C2 A3 B4, true",
        "A1 C0 C4 B3, true",
        "A1 AC3 B5, true",
        "A1 BC3 B5, true",
    })
    void forbidsOnlyWhatIsStrictlyBetween(String events, boolean expected) {
        SequenceRules rules = new SequenceRules(List.of(step(A), new SequenceRules.Step(B, C, 1, ANY)), ANY);
        assertThat(happened(rules, events)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "A0 B5 C10, true",
        "A0 B5 C11, false",
        "A0 A1 B5 C11, true",
        "A0 B5 A6 C11, false",
        "A0 B5 A6 B7 C11, true"
    })
    void startsAsLateAsItCan(String events, boolean expected) {
        assertThat(happened(new SequenceRules(List.of(step(A), step(B), step(C)), 10), events))
                .isEqualTo(expected);
    }

    @Test
    void takesOneEventForOneStepOnly() {
        SequenceRules twice = new SequenceRules(List.of(step(A), step(A)), ANY);
        assertThat(happened(twice, "A1")).isFalse();
        assertThat(happened(twice, "A1 A1")).isFalse();
        assertThat(happened(twice, "A1 A2")).isTrue();
    }

    @Test
    void agreesWithTryingEveryEventForEveryStepHoweverLittleRoomThereIs() {
        long seed = Seeds.of(SequenceSearchTest.class);
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            List<Event> rows = new ArrayList<>();
            int size = random.nextInt(60);
            for (int i = 0; i < size; i++) {
                rows.add(new Event(random.nextInt(6), random.nextInt(25), 1 + random.nextInt(7)));
            }
            SequenceRules rules = rules(random);
            RoaringBitmap expected = new RoaringBitmap();
            for (int profile = 0; profile < 6; profile++) {
                int own = profile;
                if (tried(
                        rules, rows.stream().filter(row -> row.profile() == own).toList(), List.of())) {
                    expected.add(profile);
                }
            }
            Collections.shuffle(rows, random);
            assertThat(find(rules, 6, rows, random.nextInt(1, 70)))
                    .as("%s over %s", rules, rows)
                    .isEqualTo(expected);
        }
    }

    private static SequenceRules rules(Random random) {
        List<SequenceRules.Step> steps = new ArrayList<>();
        int size = 2 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            long min = random.nextBoolean() ? 1 : 1 + random.nextInt(5);
            long max = random.nextBoolean() ? ANY : min + random.nextInt(5);
            steps.add(new SequenceRules.Step(1 << random.nextInt(3), random.nextInt(8) & 6, min, max));
        }
        return new SequenceRules(steps, random.nextBoolean() ? ANY : 1 + random.nextInt(20));
    }

    private static boolean tried(SequenceRules rules, List<Event> rows, List<Event> taken) {
        if (taken.size() == rules.steps().size()) {
            return taken.getLast().time() - taken.getFirst().time() <= rules.span();
        }
        SequenceRules.Step step = rules.steps().get(taken.size());
        return rows.stream()
                .filter(row -> (row.bits() & step.event()) != 0)
                .filter(row -> taken.isEmpty() || follows(step, taken.getLast(), row, rows))
                .anyMatch(row -> {
                    List<Event> more = new ArrayList<>(taken);
                    more.add(row);
                    return tried(rules, rows, more);
                });
    }

    private static boolean follows(SequenceRules.Step step, Event before, Event row, List<Event> rows) {
        long gap = row.time() - before.time();
        return gap >= step.min()
                && gap <= step.max()
                && rows.stream()
                        .filter(other -> other.time() > before.time() && other.time() < row.time())
                        .noneMatch(other -> (other.bits() & step.without()) != 0);
    }
}
