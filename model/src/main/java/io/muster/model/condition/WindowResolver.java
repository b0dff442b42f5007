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

    private Condition condition(Condition condition, Pointer at) {
        return switch (condition) {
            case Condition.All all -> new Condition.All(conditions(all.conditions(), at.child("all")));
            case Condition.Any any -> new Condition.Any(conditions(any.conditions(), at.child("any")));
            case Condition.Not not -> new Condition.Not(condition(not.condition(), at.child("not")));
            case Condition.Attribute(var name, var tests) -> new Condition.Attribute(name, tests(tests, at));
            case Condition.Event(var name, var where, var within, var measure) ->
                new Condition.Event(name, where(where, at), within(within, at), measure);
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
                .map(test -> test instanceof Test.Within(Window window) ? new Test.Within(resolve(window, at)) : test)
                .toList();
    }

    private @Nullable Window within(@Nullable Window window, Pointer at) {
        return window == null ? null : resolve(window, at);
    }

    private Window resolve(Window window, Pointer at) {
        Window.Resolved resolved = WindowBounds.resolve(window, asOf);
        windows.add(new ResolvedWindow(at.child("within").toString(), resolved.from(), resolved.to()));
        return resolved;
    }
}
