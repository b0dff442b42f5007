package io.muster.demo;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Something that is sold. */
record Product(String name, String brand, String category, String department, String family) {

    static Product of(JsonNode row, Map<Integer, JsonNode> classes) {
        JsonNode kind = classes.get(row.path("product_class_id").asInt());
        if (kind == null) {
            throw new IllegalStateException("FoodMart has a product of no class: " + row);
        }
        return new Product(
                row.path("product_name").asString(),
                row.path("brand_name").asString(),
                kind.path("product_category").asString(),
                kind.path("product_department").asString(),
                kind.path("product_family").asString());
    }
}
