package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.MusterJson;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FoodMartTest {
    private final FoodMart foodMart = FoodMart.read(DateShift.NONE);

    @Test
    void hasItsCustomers() {
        try (Stream<CustomerRow> rows = foodMart.customers()) {
            List<CustomerRow> customers = rows.toList();

            assertThat(customers).hasSize(10_281);
            assertThat(foodMart.customerCount()).isEqualTo(10_281);
            assertThat(customers.stream().map(CustomerRow::id).distinct()).hasSize(10_281);
            assertThat(customers.stream().filter(each -> each.tags().contains("golden")))
                    .hasSize(1_198);
            assertThat(MusterJson.mapper().valueToTree(customers.get(0)).toString())
                    .isEqualTo("{\"id\":\"1\",\"attributes\":{\"first_name\":\"Sheri\",\"last_name\":\"Nowmer\","
                            + "\"country\":\"Mexico\",\"state\":\"Oaxaca\",\"city\":\"Tlaxiaco\","
                            + "\"postal_code\":\"15057\",\"gender\":\"female\",\"marital_status\":\"married\","
                            + "\"birth_date\":\"1961-08-26\",\"yearly_income\":\"$30K - $50K\","
                            + "\"total_children\":4,\"children_at_home\":2,\"education\":\"Partial High School\","
                            + "\"occupation\":\"Skilled Manual\",\"home_owner\":true,\"cars\":4,"
                            + "\"member_card\":\"bronze\",\"account_opened\":\"1991-09-10\","
                            + "\"phone\":\"271-555-9715\"},\"tags\":[\"bronze\"]}");
        }
    }

    @Test
    void hasItsPurchasesEachWithAnIdOfItsOwn() {
        List<PurchaseRow> purchases = foodMart.purchases().toList();

        assertThat(purchases).hasSize(86_837 + 164_558 + 18_325);
        assertThat(foodMart.purchaseCount()).isEqualTo(269_720);
        assertThat(purchases.stream().map(PurchaseRow::id).distinct()).hasSize(269_720);
        assertThat(purchases.stream().map(PurchaseRow::profile).distinct()).hasSize(8_842);
        assertThat(purchases.stream().map(PurchaseRow::time).min(Comparator.naturalOrder()))
                .contains("1997-01-01T12:00:00Z");
        assertThat(purchases.stream().map(PurchaseRow::time).max(Comparator.naturalOrder()))
                .contains("1998-12-30T12:00:00Z");
        assertThat(purchases.stream()
                        .map(each -> each.properties().storeSales())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("1764546.44");
    }

    @Test
    void aPurchaseSaysWhatWhereAndByWhatPromotion() {
        PurchaseRow first = foodMart.purchases().findFirst().orElseThrow();

        assertThat(first.id()).isEqualTo("sale-1997-1");
        assertThat(first.profile()).isEqualTo("6280");
        assertThat(MusterJson.mapper().valueToTree(first.properties()).toString())
                .contains("\"department\":\"", "\"store_country\":\"USA\"", "\"unit_sales\":2", "\"store_sales\":1.5")
                .doesNotContain("promotion");
        assertThat(foodMart.purchases().filter(each -> each.properties().promotion() != null))
                .isNotEmpty()
                .allSatisfy(
                        each -> assertThat(each.properties().promotionMedia()).isNotEmpty());
    }

    @Test
    void idsStayTheSameFromReadingToReading() {
        assertThat(foodMart.purchases().skip(100_000).findFirst())
                .isEqualTo(
                        FoodMart.read(DateShift.NONE).purchases().skip(100_000).findFirst());
    }

    @Test
    void allDatesMoveTogetherSoThatTheLastSaleWasYesterday() {
        Clock clock = Clock.fixed(Instant.parse("2026-03-02T23:30:00Z"), ZoneOffset.UTC);
        DateShift shift = DateShift.toYesterday(clock);
        FoodMart moved = FoodMart.read(shift);

        assertThat(moved.purchases().map(PurchaseRow::time).max(Comparator.naturalOrder()))
                .contains("2026-03-01T12:00:00Z");
        try (Stream<CustomerRow> customers = moved.customers()) {
            assertThat(customers.findFirst().orElseThrow().attributes().birthDate())
                    .isEqualTo(LocalDate.of(1961, 8, 26).plusDays(shift.days()).toString());
        }
    }
}
