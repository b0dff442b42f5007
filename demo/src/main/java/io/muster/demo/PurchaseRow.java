package io.muster.demo;

import java.time.LocalDate;
import tools.jackson.databind.JsonNode;

/** A line of a sale as an event row. The data set knows the day only, so each sale was at noon. */
record PurchaseRow(String id, String profile, String name, String time, PurchaseProperties properties) {
    static final String NAME = "Purchase";

    static PurchaseRow of(String id, JsonNode row, LocalDate day, PurchaseProperties properties) {
        return new PurchaseRow(id, row.path("customer_id").asString(), NAME, day + "T12:00:00Z", properties);
    }
}
