package io.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.testing.NamedSegments;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Condition.All;
import io.muster.model.condition.Condition.Any;
import io.muster.model.condition.Condition.InSegment;
import io.muster.model.condition.Condition.Not;
import io.muster.model.condition.Condition.Profiles;
import io.muster.model.condition.Condition.Tag;
import io.muster.model.condition.Measure;
import io.muster.model.condition.MembershipChange;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import io.muster.model.testing.Seeds;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class EvaluatorTest {

    private static final ProjectId PROJECT = new ProjectId("one");
    private static final EvaluationScope UTC = new EvaluationScope(ZoneOffset.UTC);
    private static final Condition VIP = new Tag("vip");
    private static final Condition NEW = new Tag("new");
    private static final Condition BUY = event("buy");
    private static final Condition VIEW = event("view");

    private final FakeSnapshot snapshot = new FakeSnapshot(10);
    private final LeafCache cache = new LeafCache(LeafCache.DEFAULT_BYTES);
    private final Map<String, Membership> segments = new HashMap<>();
    private final List<String> fetched = new ArrayList<>();

    @Test
    void asksForOneLeafForAllThatIsAboutProfiles() {
        Condition nested = new Not(new Any(List.of(NEW, new All(List.of(VIP)))));
        snapshot.answer(new All(List.of(VIP, nested)), 1, 2, 3).answer(BUY, 2, 3, 4);

        assertThat(evaluate(new All(List.of(VIP, BUY, nested)))).containsExactly(2, 3);
        assertThat(snapshot.asked).containsExactly(new All(List.of(VIP, nested)), BUY);
    }

    @Test
    void asksForTheSameLeafWhetherItIsNegatedOrNot() {
        snapshot.answer(VIP, 1, 2).answer(BUY, 2, 3);

        assertThat(evaluate(new All(List.of(new Not(VIP), BUY)))).containsExactly(3);
        assertThat(evaluate(new Any(List.of(new Not(BUY), VIP)))).containsExactly(0, 1, 2, 4, 5, 6, 7, 8, 9);
        assertThat(snapshot.asked).containsOnlyOnce(BUY);
    }

    @Test
    void asksNothingMoreOnceAnAllIsEmpty() {
        snapshot.answer(VIP).answer(BUY, 1);

        assertThat(evaluate(new All(List.of(BUY, VIEW, VIP)))).isEmpty();
        assertThat(snapshot.asked).containsExactly(VIP);
    }

    @Test
    void asksNothingMoreOnceAnAnyIsEveryone() {
        assertThat(evaluate(new Any(List.of(BUY, new All(List.of()), new Not(new Profiles(List.of()))))))
                .hasSize(10);
        assertThat(snapshot.asked).isEmpty();
    }

    @Test
    void asksForEveryoneOnlyWhereAComplementIsLeft() {
        snapshot.answer(VIP, 1, 2).answer(BUY, 2, 3).answer(VIEW, 4);

        assertThat(evaluate(new All(List.of(new Not(BUY), VIP)))).containsExactly(1);
        assertThat(snapshot.everyoneAsked).isZero();
        assertThat(evaluate(new All(List.of(new Not(BUY), new Not(VIEW))))).containsExactly(0, 1, 5, 6, 7, 8, 9);
        assertThat(snapshot.everyoneAsked).isEqualTo(1);
    }

    @Test
    void emptyListsAreEveryoneAndNoOne() {
        assertThat(evaluate(new All(List.of()))).hasSize(10);
        assertThat(evaluate(new Any(List.of()))).isEmpty();
        assertThat(evaluate(new All(List.of(VIP, new Any(List.of()))))).isEmpty();
        assertThat(snapshot.asked).isEmpty();
    }

    @Test
    void leavesOutUnknownProfiles() {
        assertThat(evaluate(new Profiles(List.of("p3", "nobody", "p1")))).containsExactly(1, 3);
    }

    @Test
    void evaluatesADiamondOnce() {
        segments.put("base", new Membership.Dynamic(BUY, UTC));
        segments.put("left", new Membership.Dynamic(new InSegment("base"), UTC));
        segments.put("right", new Membership.Dynamic(new Not(new InSegment("base")), UTC));
        snapshot.answer(BUY, 1, 2);

        Condition both = new Any(List.of(new InSegment("left"), new InSegment("right"), new InSegment("left")));
        assertThat(evaluate(both)).hasSize(10);
        assertThat(fetched).containsExactly("left", "base", "right");
        assertThat(snapshot.asked).containsExactly(BUY);
    }

    @Test
    void refusesACycleAndNamesIt() {
        segments.put("a", new Membership.Dynamic(new Not(new InSegment("b")), UTC));
        segments.put("b", new Membership.Dynamic(new All(List.of(new InSegment("a"))), UTC));

        assertThatThrownBy(() -> evaluate(new InSegment("a")))
                .hasMessageContaining("a → b → a")
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SEGMENT_CYCLE));
    }

    @Test
    void evaluatesASegmentInItsOwnZone() {
        EvaluationScope tokyo = new EvaluationScope(ZoneId.of("Asia/Tokyo"));
        segments.put("a", new Membership.Dynamic(BUY, tokyo));
        snapshot.answer(BUY, 1).answer(VIEW, 1);

        evaluate(new All(List.of(new InSegment("a"), VIEW)));
        assertThat(snapshot.scopes).containsExactly(tokyo, UTC);
    }

    @Test
    void keepsThoseOfAStaticSegmentThatTheDataHave() {
        RoaringBitmap listed = RoaringBitmap.bitmapOf(3, 9, 10, 400);
        segments.put("list", new Membership.Static(listed));

        assertThat(evaluate(new InSegment("list"))).containsExactly(3, 9);
        assertThat(evaluate(new Not(new InSegment("list")))).hasSize(8);
        assertThat(listed.getCardinality()).isEqualTo(4);
    }

    @Test
    void asksTheLogForTheWindowAndKeepsThoseThatTheDataHave() {
        List<Window.Resolved> windows = new ArrayList<>();
        Segments logging = new Segments() {
            @Override
            public Membership get(String idOrKey) {
                throw new AssertionError("not to be evaluated: " + idOrKey);
            }

            @Override
            public RoaringBitmap logged(String idOrKey, MembershipChange change, Window.Resolved window) {
                windows.add(window);
                return change == MembershipChange.ENTERED ? RoaringBitmap.bitmapOf(1, 2, 400) : new RoaringBitmap();
            }
        };
        Window.Resolved march = new Window.Resolved(Instant.EPOCH, Instant.EPOCH.plusSeconds(1), ZoneOffset.UTC);
        Condition either = new Any(List.of(
                new Condition.Logged(MembershipChange.ENTERED, "s", march),
                new Condition.Logged(MembershipChange.EXITED, "s", null)));
        RoaringBitmap members = new Evaluator(cache).evaluate(PROJECT, snapshot, logging, either, UTC, Deadline.none());

        assertThat(members.toArray()).containsExactly(1, 2);
        assertThat(windows).containsExactly(march, new Window.Resolved(null, null, ZoneOffset.UTC));
    }

    @Test
    void ranksAmongThoseAskedFor() {
        snapshot.answer(BUY, 1, 2, 3, 4);
        assertThat(evaluate(quantile(5, null))).containsExactly(8, 9);
        assertThat(evaluate(quantile(2, BUY))).containsExactly(3, 4);
        assertThat(evaluate(quantile(2, new Not(BUY)))).containsExactly(7, 8, 9);
    }

    @Test
    void keepsARankingUnlessAnotherSegmentIsInIt() {
        segments.put("a", new Membership.Static(RoaringBitmap.bitmapOf(1, 2)));
        evaluate(quantile(2, null));
        evaluate(quantile(2, null));
        assertThat(snapshot.rankings).isEqualTo(1);
        assertThat(evaluate(quantile(2, new InSegment("a")))).containsExactly(2);
        segments.put("a", new Membership.Static(RoaringBitmap.bitmapOf(3, 4)));
        assertThat(evaluate(quantile(2, new InSegment("a")))).containsExactly(4);
        assertThat(snapshot.rankings).isEqualTo(3);
    }

    /** The upper one of that many quantiles; profiles have their ordinals as values. */
    private static Condition quantile(int of, @Nullable Condition among) {
        return new Condition.Quantile(of, List.of(of), new Ranking.OfAttribute("age"), among);
    }

    @Test
    void neverChangesWhatIsCached() {
        snapshot.answer(VIP, 1, 2, 3).answer(BUY, 2, 3, 4).answer(VIEW, 3);
        evaluate(new All(List.of(VIP, BUY, new Not(VIEW))));
        evaluate(new Any(List.of(VIP, BUY, VIEW)));

        assertThat(evaluate(VIP)).containsExactly(1, 2, 3);
        assertThat(evaluate(BUY)).containsExactly(2, 3, 4);
        assertThat(evaluate(VIEW)).containsExactly(3);
        assertThat(snapshot.asked).hasSize(3);
    }

    @Test
    void endsWhenItIsCancelled() {
        Deadline deadline = Deadline.none();
        deadline.cancel();

        assertThatThrownBy(() -> new Evaluator(cache)
                        .evaluate(PROJECT, snapshot, new NamedSegments(this::segment), VIP, UTC, deadline))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    @Test
    void agreesWithPlainSetsOnRandomTrees() {
        long seed = Seeds.of(EvaluatorTest.class);
        Random random = new Random(seed);
        List<Condition> events =
                IntStream.range(0, 6).mapToObj(i -> event("e" + i)).toList();
        Map<Condition, Set<Integer>> sets = new HashMap<>();
        for (Condition event : events) {
            int[] members =
                    random.ints(random.nextInt(8), 0, 10).sorted().distinct().toArray();
            snapshot.answer(event, members);
            sets.put(event, IntStream.of(members).boxed().collect(Collectors.toSet()));
        }
        for (int i = 0; i < 2000; i++) {
            Condition tree = tree(random, events, 4);
            assertThat(evaluate(tree)).as("%s", tree).isEqualTo(List.copyOf(plain(tree, sets)));
        }
    }

    private static Condition tree(Random random, List<Condition> leaves, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return leaves.get(random.nextInt(leaves.size()));
        }
        if (random.nextInt(3) == 0) {
            return new Not(tree(random, leaves, depth - 1));
        }
        // At least one part is an event, so that nothing of the tree is a leaf over profiles.
        List<Condition> parts = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(any -> tree(random, leaves, depth - 1))
                .toList();
        return random.nextBoolean() ? new All(parts) : new Any(parts);
    }

    private static Set<Integer> plain(Condition tree, Map<Condition, Set<Integer>> sets) {
        Set<Integer> set = new TreeSet<>();
        IntStream.range(0, 10).filter(i -> holds(tree, i, sets)).forEach(set::add);
        return set;
    }

    private static boolean holds(Condition tree, int ordinal, Map<Condition, Set<Integer>> sets) {
        return switch (tree) {
            case All(List<Condition> parts) -> parts.stream().allMatch(part -> holds(part, ordinal, sets));
            case Any(List<Condition> parts) -> parts.stream().anyMatch(part -> holds(part, ordinal, sets));
            case Not(Condition part) -> !holds(part, ordinal, sets);
            default -> sets.getOrDefault(tree, Set.of()).contains(ordinal);
        };
    }

    private List<Integer> evaluate(Condition condition) {
        RoaringBitmap members = new Evaluator(cache)
                .evaluate(PROJECT, snapshot, new NamedSegments(this::segment), condition, UTC, Deadline.none());
        return IntStream.of(members.toArray()).boxed().toList();
    }

    private @Nullable Membership segment(String name) {
        fetched.add(name);
        return segments.get(name);
    }

    private static Condition event(String name) {
        return new Condition.Event(name, null, null, Measure.Count.AT_LEAST_ONE);
    }
}
