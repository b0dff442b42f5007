package io.muster.model.condition;

import io.muster.model.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces every window of a condition by the instants it stands for, once per evaluation. */
public final class WindowResolver {

    private final AsOf asOf;
    private final List<ResolvedWindow> windows = new ArrayList<>();

    private WindowResolver(AsOf asOf) {
        this.asOf = asOf;
    }

    /**
     * A condition whose windows are all {@link Window.Resolved}.
     *
     * @param windows what they were resolved to, in the condition's order
     */
    public record Resolution(Condition condition, List<ResolvedWindow> windows) {
        public Resolution {
            windows = List.copyOf(windows);
        }
    }

    /** The condition at that instant; its operands that are days stay days, for they depend on the value compared. */
    public static Resolution resolve(Condition condition, AsOf asOf) {
        WindowResolver resolver = new WindowResolver(asOf);
        Condition resolved = resolver.condition(condition, Pointer.ROOT);
        return new Resolution(resolved, resolver.windows);
    }

    /** One window at that instant. */
    public static Window.Resolved resolve(Window window, AsOf asOf) {
        return WindowBounds.resolve(window, asOf);
    }

    private Condition condition(Condition condition, Pointer at) {
        return switch (condition) {
            case Condition.All all -> new Condition.All(conditions(all.conditions(), at.child("all")));
            case Condition.Any any -> new Condition.Any(conditions(any.conditions(), at.child("any")));
            case Condition.Not not -> new Condition.Not(condition(not.condition(), at.child("not")));
            case Condition.Attribute(var name, var tests) -> new Condition.Attribute(name, tests(tests, at));
            case Condition.Event(var name, var where, var within, var measure) ->
                new Condition.Event(name, where(where, at), within(within, at), measure);
            case Condition.Sequence(var steps, var span, var within) ->
                new Condition.Sequence(steps(steps, at.child("sequence")), span, within(within, at));
            case Condition.Quantile quantile -> quantile(quantile, at.child("quantile"));
            case Condition.Logged(var change, var segment, var within) ->
                new Condition.Logged(change, segment, within(within, at.child(change.notation())));
            case Condition.Near near -> near;
            case Condition.Tag tag -> tag;
            case Condition.Known known -> known;
            case Condition.Identity identity -> identity;
            case Condition.InSegment segment -> segment;
            case Condition.Profiles profiles -> profiles;
        };
    }

    private List<Condition> conditions(List<Condition> conditions, Pointer at) {
        List<Condition> resolved = new ArrayList<>(conditions.size());
        for (int i = 0; i < conditions.size(); i++) {
            resolved.add(condition(conditions.get(i), at.child(i)));
        }
        return resolved;
    }

    private List<Step> steps(List<Step> steps, Pointer at) {
        List<Step> resolved = new ArrayList<>(steps.size());
        int place = 0;
        for (Step step : steps) {
            List<EventPattern> without = new ArrayList<>(step.without().size());
            for (EventPattern forbidden : step.without()) {
                without.add(pattern(forbidden, at.child(place++).child("not")));
            }
            resolved.add(new Step(pattern(step.event(), at.child(place++)), step.after(), without));
        }
        return resolved;
    }

    private EventPattern pattern(EventPattern pattern, Pointer at) {
        return new EventPattern(pattern.name(), where(pattern.where(), at));
    }

    private Condition quantile(Condition.Quantile quantile, Pointer at) {
        Ranking by =
                switch (quantile.by()) {
                    case Ranking.OfAttribute attribute -> attribute;
                    case Ranking.OfEvents(var event, var within, var figure) ->
                        new Ranking.OfEvents(pattern(event, at.child("by")), within(within, at.child("by")), figure);
                };
        Condition among = quantile.among() == null ? null : condition(quantile.among(), at.child("among"));
        return new Condition.Quantile(quantile.of(), quantile.in(), by, among);
    }

    private @Nullable PropertyCondition where(@Nullable PropertyCondition where, Pointer at) {
        return where == null ? null : property(where, at.child("where"));
    }

    private PropertyCondition property(PropertyCondition condition, Pointer at) {
        return switch (condition) {
            case PropertyCondition.All all -> new PropertyCondition.All(properties(all.conditions(), at.child("all")));
            case PropertyCondition.Any any -> new PropertyCondition.Any(properties(any.conditions(), at.child("any")));
            case PropertyCondition.Not not -> new PropertyCondition.Not(property(not.condition(), at.child("not")));
            case PropertyCondition.Property(var name, var tests) ->
                new PropertyCondition.Property(name, tests(tests, at));
        };
    }

    private List<PropertyCondition> properties(List<PropertyCondition> conditions, Pointer at) {
        List<PropertyCondition> resolved = new ArrayList<>(conditions.size());
        for (int i = 0; i < conditions.size(); i++) {
            resolved.add(property(conditions.get(i), at.child(i)));
        }
        return resolved;
    }

    private List<Test> tests(List<Test> tests, Pointer at) {
        return tests.stream()
                .<Test>map(test -> switch (test) {
                    case Test.Within(Window window) -> new Test.Within(resolve(window, at.child("within")));
                    case Test.Anniversary(Window window) ->
                        new Test.Anniversary(resolve(window, at.child("anniversary")));
                    case Test.Is same -> same;
                    case Test.IsNot same -> same;
                    case Test.In same -> same;
                    case Test.NotIn same -> same;
                    case Test.Exists same -> same;
                    case Test.Compare same -> same;
                    case Test.Between same -> same;
                    case Test.TextMatch same -> same;
                    case Test.Matches same -> same;
                    case Test.Has same -> same;
                    case Test.Empty same -> same;
                    case Test.Version same -> same;
                })
                .toList();
    }

    private @Nullable Window within(@Nullable Window window, Pointer at) {
        return window == null ? null : resolve(window, at.child("within"));
    }

    private Window resolve(Window window, Pointer at) {
        Window.Resolved resolved = WindowBounds.resolve(window, asOf);
        windows.add(new ResolvedWindow(at.toString(), resolved.from(), resolved.to()));
        return resolved;
    }
}
