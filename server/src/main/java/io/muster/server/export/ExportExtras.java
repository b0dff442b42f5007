package io.muster.server.export;

import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.server.project.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** All that other parts add to exports. Thread-safe. */
@Component
class ExportExtras {

    private final ObjectProvider<ExportExtra> extras;

    ExportExtras(ObjectProvider<ExportExtra> extras) {
        this.extras = extras;
    }

    /** The members that a request may have beside its own. */
    Set<String> members() {
        return extras.stream().map(ExportExtra::member).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Checks what a request has of them.
     *
     * @throws MusterException with a fault of each member that is wrong
     */
    Map<String, JsonNode> check(Project project, Map<String, JsonNode> given) {
        Map<String, JsonNode> checked = new TreeMap<>();
        List<FieldError> faults = new ArrayList<>();
        for (ExportExtra extra : extras) {
            JsonNode value = given.get(extra.member());
            if (value != null) {
                try {
                    checked.put(extra.member(), extra.check(project, value));
                } catch (MusterException e) {
                    faults.add(new FieldError("/" + extra.member(), e.code(), e.detail()));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new MusterException(
                    faults.getFirst().code(), faults.getFirst().detail(), faults);
        }
        return checked;
    }

    void added(Export export, Map<String, JsonNode> checked) {
        for (ExportExtra extra : extras) {
            JsonNode value = checked.get(extra.member());
            if (value != null) {
                extra.added(export, value);
            }
        }
    }

    /** What callers see on an export. */
    Map<String, @Nullable Object> seen(Export export) {
        return seen(List.of(export)).getOrDefault(export.id(), Map.of());
    }

    /** What callers see on each of the exports, by id. */
    Map<String, Map<String, @Nullable Object>> seen(List<Export> exports) {
        List<String> ids = exports.stream().map(Export::id).toList();
        Map<String, Map<String, @Nullable Object>> seen = new HashMap<>();
        ids.forEach(id -> seen.put(id, new TreeMap<>()));
        for (ExportExtra extra : extras) {
            Map<String, ?> found = extra.seen(ids);
            seen.forEach((id, members) -> {
                Object value = found.get(id);
                members.put(extra.seenAs(), value == null ? extra.nothing() : value);
            });
        }
        return seen;
    }
}
