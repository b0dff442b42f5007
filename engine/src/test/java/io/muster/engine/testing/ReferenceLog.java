package io.muster.engine.testing;

import io.muster.model.condition.MembershipChange;
import io.muster.model.condition.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who was in which segment when. */
record ReferenceLog(Map<String, List<Stay>> stays) {

    /** From an instant up to another, null while it lasts. */
    record Stay(String profile, Instant from, @Nullable Instant to) {}

    Set<String> logged(String segment, MembershipChange change, Window.@Nullable Resolved window) {
        return stays.getOrDefault(segment, List.of()).stream()
                .filter(stay -> tells(stay, change, window))
                .map(Stay::profile)
                .collect(Collectors.toSet());
    }

    private static boolean tells(Stay stay, MembershipChange change, Window.@Nullable Resolved window) {
        return switch (change) {
            case ENTERED -> ReferenceEvaluator.isInside(window, stay.from());
            case EXITED -> stay.to() != null && ReferenceEvaluator.isInside(window, stay.to());
            case EVER -> overlaps(stay, window);
        };
    }

    private static boolean overlaps(Stay stay, Window.@Nullable Resolved window) {
        return window == null
                || ((window.to() == null || stay.from().isBefore(window.to()))
                        && (window.from() == null
                                || stay.to() == null
                                || stay.to().isAfter(window.from())));
    }
}
