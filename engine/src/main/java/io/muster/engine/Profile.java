package io.muster.engine;

import java.util.List;
import java.util.Map;

/**
 * All that is known about one profile.
 *
 * @param attributes name → text, Long, BigDecimal, Double, Boolean or a list of such, by name
 * @param identities keyspace → key
 */
public record Profile(
        int ordinal,
        String id,
        String exportKey,
        Map<String, String> identities,
        Map<String, Object> attributes,
        List<String> tags) {}
