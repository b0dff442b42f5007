package io.muster.demo;

import io.muster.client.MusterJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The FoodMart data set out of its jar: customers and the lines of their sales in 1997 and 1998, as rows to import. What
 * a line refers to is kept in memory; customers and lines are streamed.
 */
final class FoodMart {
    /** The files with sales, and what the ids of their lines begin with. */
    private static final Map<String, String> SALES =
            Map.of("sales_fact_1997", "1997", "sales_fact_1998", "1998", "sales_fact_dec_1998", "1998-12");

    private static final List<String> SALES_IN_ORDER =
            List.of("sales_fact_1997", "sales_fact_1998", "sales_fact_dec_1998");

    private final DateShift shift;
    private final Map<Integer, Product> products;
    private final Map<Integer, Store> stores;
    private final Map<Integer, Promotion> promotions;
    private final Map<Integer, LocalDate> days;

    private FoodMart(DateShift shift) {
        this.shift = shift;
        Map<Integer, JsonNode> classes = index("product_class", "product_class_id", Function.identity());
        this.products = index("product", "product_id", row -> Product.of(row, classes));
        this.stores = index("store", "store_id", Store::of);
        this.promotions = index("promotion", "promotion_id", Promotion::of);
        this.days = index(
                "time_by_day",
                "time_id",
                row -> LocalDate.parse(row.path("the_date").asString().substring(0, "yyyy-MM-dd".length())));
    }

    static FoodMart read(DateShift shift) {
        return new FoodMart(shift);
    }

    DateShift shift() {
        return shift;
    }

    /** How many customers there are. */
    long customerCount() {
        return count("customer");
    }

    /** How many lines of sales there are. */
    long purchaseCount() {
        return SALES_IN_ORDER.stream().mapToLong(FoodMart::count).sum();
    }

    /** One row for each customer. The stream must be closed. */
    Stream<CustomerRow> customers() {
        return lines("customer").map(row -> CustomerRow.of(row, shift));
    }

    /** One event for each line of each sale, by day within a year. The stream must be closed. */
    Stream<PurchaseRow> purchases() {
        return SALES_IN_ORDER.stream().flatMap(this::purchases);
    }

    private Stream<PurchaseRow> purchases(String file) {
        String prefix = "sale-" + SALES.get(file) + "-";
        LineNumber number = new LineNumber();
        // Nothing but its place tells a line from another one just like it.
        return lines(file).map(row -> purchase(prefix + number.next(), row));
    }

    private PurchaseRow purchase(String id, JsonNode row) {
        LocalDate day = found(days, row, "time_id");
        Product product = found(products, row, "product_id");
        Store store = found(stores, row, "store_id");
        Promotion promotion = found(promotions, row, "promotion_id");
        return PurchaseRow.of(id, row, shift.of(day), PurchaseProperties.of(row, product, store, promotion));
    }

    private static <T> T found(Map<Integer, T> map, JsonNode row, String key) {
        T value = map.get(row.path(key).asInt());
        if (value == null) {
            throw new IllegalStateException("FoodMart has a sale with an unknown " + key + ": " + row);
        }
        return value;
    }

    private static <T> Map<Integer, T> index(String file, String key, Function<JsonNode, T> value) {
        Map<Integer, T> index = new HashMap<>();
        try (Stream<JsonNode> rows = lines(file)) {
            rows.forEach(row -> index.put(row.path(key).asInt(), value.apply(row)));
        }
        return index;
    }

    private static Stream<JsonNode> lines(String file) {
        return text(file).map(MusterJson.mapper()::readTree);
    }

    private static long count(String file) {
        try (Stream<String> lines = text(file)) {
            return lines.filter(line -> !line.isEmpty()).count();
        }
    }

    private static Stream<String> text(String file) {
        InputStream in = FoodMart.class.getResourceAsStream("/" + file + ".json");
        if (in == null) {
            throw new IllegalStateException("The FoodMart jar has no " + file + ".json.");
        }
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        return reader.lines().onClose(() -> close(reader));
    }

    private static void close(BufferedReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class LineNumber {
        private int last;

        int next() {
            return ++last;
        }
    }
}
