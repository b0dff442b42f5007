package io.muster.server.limit;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.JsonFields;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a project may use; null is as much as it likes.
 *
 * @param rates how often it may be asked, by route class; a class that is not here has the installation's
 * @param eventsPerMonth events that it may bring in, in a calendar month of UTC
 * @param storageBytes how large its rows may grow
 * @param concurrentJobs jobs that callers asked for that may be queued or running
 * @param exportApi whether its plan has exports
 */
public record ProjectLimits(
        Map<String, String> rates,
        @Nullable Long eventsPerMonth,
        @Nullable Long storageBytes,
        @Nullable Long concurrentJobs,
        boolean exportApi) {
    private static final ProjectLimits NONE = new ProjectLimits(Map.of(), null, null, null, true);

    public ProjectLimits {
        rates = java.util.Collections.unmodifiableMap(new TreeMap<>(rates));
    }

    public static ProjectLimits none() {
        return NONE;
    }

    /** Reads what a caller says; what is not said is not limited. Faults go to the fields. */
    public static ProjectLimits read(JsonFields fields) {
        Map<String, String> rates = new TreeMap<>();
        fields.node("rates").ifPresent(node -> {
            if (node.isObject()) {
                node.properties().forEach(each -> rate(fields, each.getKey(), each.getValue(), rates));
            } else {
                fields.fault("rates", ErrorCode.WRONG_TYPE, "rates is not an object; give rates by what is limited.");
            }
        });
        ProjectLimits limits = new ProjectLimits(
                rates,
                count(fields, "events_per_month"),
                count(fields, "storage_bytes"),
                count(fields, "concurrent_jobs"),
                fields.flag("export_api").orElse(true));
        fields.done();
        return limits;
    }

    /** Reads what was kept. */
    public static ProjectLimits read(JsonNode kept) {
        Map<String, String> rates = new TreeMap<>();
        kept.path("rates")
                .properties()
                .forEach(each -> rates.put(each.getKey(), each.getValue().asString()));
        return new ProjectLimits(
                rates,
                kept(kept, "eventsPerMonth"),
                kept(kept, "storageBytes"),
                kept(kept, "concurrentJobs"),
                kept.path("exportApi").asBoolean(true));
    }

    private static @Nullable Long kept(JsonNode limits, String name) {
        return limits.path(name).isNumber() ? limits.get(name).longValue() : null;
    }

    private static void rate(JsonFields fields, String name, JsonNode value, Map<String, String> rates) {
        try {
            RateTable.check(name);
            Rate.parse(value.isString() ? value.stringValue() : value.toString());
            rates.put(name, value.asString());
        } catch (MusterException e) {
            fields.fault("rates/" + name.replace("~", "~0").replace("/", "~1"), e.code(), e.detail());
        }
    }

    private static @Nullable Long count(JsonFields fields, String name) {
        Optional<JsonNode> node = fields.node(name);
        if (node.isEmpty()) {
            return null;
        }
        if (!node.get().isIntegralNumber()
                || !node.get().canConvertToLong()
                || node.get().longValue() < 0) {
            fields.fault(name, ErrorCode.WRONG_TYPE, name + " has to be a whole number, or null for no limit.");
            return null;
        }
        return node.get().longValue();
    }

    Optional<Rate> rate(String name) {
        return Optional.ofNullable(rates.get(name)).flatMap(Rate::parse);
    }

    boolean hasRate(String name) {
        return rates.containsKey(name);
    }
}
