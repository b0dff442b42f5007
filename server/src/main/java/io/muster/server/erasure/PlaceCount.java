package io.muster.server.erasure;

import io.muster.server.personal.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How much there is of somebody in a place. */
record PlaceCount(String place, long count, String unit) {

    /** In the order of the inventory. */
    static List<PlaceCount> of(Map<String, Long> counts) {
        return Arrays.stream(Place.values())
                .filter(place -> counts.containsKey(place.text()))
                .map(place -> new PlaceCount(place.text(), counts.getOrDefault(place.text(), 0L), place.unit()))
                .toList();
    }
}
