package io.muster.demo;

import tools.jackson.databind.JsonNode;

/** Where something is sold. */
record Store(String name, String type, String city, String country) {

    static Store of(JsonNode row) {
        return new Store(
                row.path("store_name").asString(),
                row.path("store_type").asString(),
                row.path("store_city").asString(),
                row.path("store_country").asString());
    }
}
