package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.MusterJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Counts the story's segments with plain code over the rows; the demo must find the same. */
class StoryTest {
    private final FoodMart foodMart = FoodMart.read(DateShift.NONE);
    private final Map<String, List<PurchaseRow>> purchases =
            foodMart.purchases().collect(Collectors.groupingBy(PurchaseRow::profile));

    @Test
    void goldenRegulars() {
        assertThat(customers(each -> each.tags().contains("golden")
                        && each.attributes().state().equals("WA")
                        && days(lastQuarter(each.id())) >= 3))
                .hasSize(39);
    }

    @Test
    void bigSpendersAndThoseOfThemThatSlipAway() {
        Set<String> big = customers(each -> spent(each.id()).compareTo(BigDecimal.valueOf(500)) >= 0);

        assertThat(big).hasSize(831);
        assertThat(big.stream().filter(id -> lastQuarter(id).isEmpty())).hasSize(20);
    }

    @Test
    void familiesWithoutDairy() {
        assertThat(customers(each -> each.attributes().childrenAtHome() >= 2
                        && days(of(each.id())) >= 5
                        && of(each.id()).stream()
                                .noneMatch(
                                        line -> line.properties().department().equals("Dairy"))))
                .hasSize(112);
    }

    @Test
    void definitionsAreJsonAndMoveWithTheData() {
        for (StorySegment segment : new Story(new DateShift(366)).segments()) {
            assertThat(MusterJson.mapper().readTree(segment.definition()).isObject())
                    .isTrue();
            assertThat(segment.definition()).doesNotContain("1998-");
        }
        assertThat(new Story(new DateShift(366)).goldenRegulars().definition()).contains("1999-10-02");
    }

    private Set<String> customers(Predicate<CustomerRow> which) {
        try (Stream<CustomerRow> customers = foodMart.customers()) {
            return customers.filter(which).map(CustomerRow::id).collect(Collectors.toSet());
        }
    }

    private List<PurchaseRow> of(String customer) {
        return purchases.getOrDefault(customer, List.of());
    }

    private List<PurchaseRow> lastQuarter(String customer) {
        return of(customer).stream()
                .filter(line -> line.time().compareTo("1998-10-01") >= 0)
                .toList();
    }

    private BigDecimal spent(String customer) {
        return of(customer).stream()
                .map(line -> line.properties().storeSales())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long days(List<PurchaseRow> lines) {
        return lines.stream().map(PurchaseRow::time).distinct().count();
    }
}
