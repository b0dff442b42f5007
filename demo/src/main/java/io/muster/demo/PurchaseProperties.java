package io.muster.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is known about a line of a sale: what, where, by what promotion, how many, for how much, at what cost. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PurchaseProperties(
        String product,
        String brand,
        String category,
        String department,
        String family,
        String store,
        String storeType,
        String storeCity,
        String storeCountry,
        @Nullable String promotion,
        @Nullable String promotionMedia,
        int unitSales,
        BigDecimal storeSales,
        BigDecimal storeCost) {

    static PurchaseProperties of(JsonNode row, Product product, Store store, Promotion promotion) {
        return new PurchaseProperties(
                product.name(),
                product.brand(),
                product.category(),
                product.department(),
                product.family(),
                store.name(),
                store.type(),
                store.city(),
                store.country(),
                promotion.name(),
                promotion.media(),
                row.path("unit_sales").asInt(),
                row.path("store_sales").decimalValue(),
                row.path("store_cost").decimalValue());
    }
}
