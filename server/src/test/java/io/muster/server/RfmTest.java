package io.muster.server;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Recency and frequency of real customers in quintiles, beside the classes that published scripts find. Those scripts
 * give customers of one frequency different quintiles, by their number, so that quintiles come out equal in size; here
 * equals stay together, in the lowest quintile that any of them is given there. Nothing else differs.
 */
@EnabledIfEnvironmentVariable(named = "MUSTER_TEST_DATA", matches = ".+")
class RfmTest {

    private static final String PAID = "\"where\":{\"all\":[{\"not\":{\"property\":\"invoice\",\"starts_with\":\"C\"}},"
            + "{\"property\":\"unit_price\",\"gt\":0}]}";
    private static final String BUYERS = "{\"event\":\"Purchase\"," + PAID + "}";
    private static final int CUSTOMERS = 4338;

    private static Shop shop;
    private static Map<String, Integer> recency;
    private static Map<String, Integer> frequency;

    @BeforeAll
    static void score() {
        shop = OnlineRetail.load().shop();
        recency = quintiles("\"recency\":\"days\"");
        frequency = quintiles("\"distinct\":{\"property\":\"invoice\"}");
    }

    @Test
    void everyBuyerIsInOneQuintile() {
        assertThat(sizes(recency)).isEqualTo(Map.of(1, 861L, 2, 866L, 3, 863L, 4, 880L, 5, 868L));
        assertThat(sizes(frequency)).isEqualTo(Map.of(1, 1493L, 2, 835L, 3, 508L, 4, 802L, 5, 700L));
    }

    @Test
    void findsTheClassesThatTiedQuintilesMake() {
        assertThat(classes(frequency))
                .isEqualTo(Map.of(
                        "champions", 604L,
                        "loyal", 688L,
                        "potential loyalists", 484L,
                        "new", 67L,
                        "promising", 169L,
                        "need attention", 121L,
                        "about to sleep", 478L,
                        "at risk", 357L,
                        "can't lose", 35L,
                        "hibernating", 1335L));
        assertThat(shop.count("{\"all\":[" + quintile("\"recency\":\"days\"", 5) + ","
                        + quintile("\"distinct\":{\"property\":\"invoice\"}", 4, 5) + "]}"))
                .isEqualTo(604);
    }

    @Test
    void differsFromThePublishedClassesByTheWayTheyBreakTiesOnly() {
        Map<String, Integer> published = new HashMap<>(frequency);
        for (int invoices : List.of(1, 2, 3, 6)) {
            List<String> equals = ids(count("is", invoices));
            long below = shop.count(count("lt", invoices)) - shop.count("{\"not\":" + BUYERS + "}");
            for (int i = 0; i < equals.size(); i++) {
                published.put(equals.get(i), quintileByRank(below + i + 1));
            }
        }
        assertThat(classes(published))
                .isEqualTo(Map.of(
                        "champions", 633L,
                        "loyal", 819L,
                        "potential loyalists", 484L,
                        "new", 42L,
                        "promising", 94L,
                        "need attention", 187L,
                        "about to sleep", 352L,
                        "at risk", 593L,
                        "can't lose", 63L,
                        "hibernating", 1071L));
        published.forEach((id, number) -> assertThat(number).isBetween(of(frequency, id), of(frequency, id) + 1));
    }

    private static String count(String operator, int invoices) {
        return "{\"event\":\"Purchase\"," + PAID + ",\"distinct\":{\"property\":\"invoice\",\"" + operator + "\":" + invoices
                + "}}";
    }

    /** With no ties at all: the fifth of the ranks 1 to 4,338 that it is in. */
    private static int quintileByRank(long rank) {
        return (int) Math.ceilDiv((rank - 1) * 5, CUSTOMERS - 1L) + (rank == 1 ? 1 : 0);
    }

    private static Map<String, Integer> quintiles(String figure) {
        Map<String, Integer> quintiles = new HashMap<>();
        for (int number = 1; number <= 5; number++) {
            for (String id : ids(quintile(figure, number))) {
                assertThat(quintiles.put(id, number)).as(id).isNull();
            }
        }
        assertThat(quintiles).hasSize(CUSTOMERS);
        return quintiles;
    }

    private static String quintile(String figure, int... numbers) {
        return "{\"quantile\":{\"of\":5,\"in\":" + IntStream.of(numbers).boxed().toList()
                + ",\"by\":{\"event\":\"Purchase\"," + PAID + "," + figure + "},\"among\":" + BUYERS + "}}";
    }

    /** Customers in the order of their numbers. */
    private static List<String> ids(String definition) {
        String file = shop.export("{\"definition\":" + definition + ",\"columns\":[\"id\"]}")
                .get("file")
                .asString();
        List<String> ids = new ArrayList<>(
                shop.client().get(file).text().lines().skip(1).toList());
        ids.sort(null);
        return ids;
    }

    private static Map<Integer, Long> sizes(Map<String, Integer> quintiles) {
        return quintiles.values().stream().collect(groupingBy(number -> number, counting()));
    }

    private static Map<String, Long> classes(Map<String, Integer> frequencies) {
        return frequencies.keySet().stream()
                .collect(groupingBy(id -> name(of(recency, id), of(frequencies, id)), counting()));
    }

    private static int of(Map<String, Integer> quintiles, String id) {
        return requireNonNull(quintiles.get(id));
    }

    private static String name(int recency, int frequency) {
        return switch (recency) {
            case 5 -> frequency >= 4 ? "champions" : frequency >= 2 ? "potential loyalists" : "new";
            case 4 -> frequency >= 4 ? "loyal" : frequency >= 2 ? "potential loyalists" : "promising";
            case 3 -> frequency >= 4 ? "loyal" : frequency == 3 ? "need attention" : "about to sleep";
            default -> frequency == 5 ? "can't lose" : frequency >= 3 ? "at risk" : "hibernating";
        };
    }
}
