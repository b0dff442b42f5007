package io.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Shop;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Totals of real transactions that were computed independently. */
@EnabledIfEnvironmentVariable(named = "MUSTER_TEST_DATA", matches = ".+")
class OnlineRetailTest {

    private static Shop shop;
    private static JsonNode imported;

    @BeforeAll
    static void load() {
        OnlineRetail retail = OnlineRetail.load();
        shop = retail.shop();
        imported = retail.imported();
    }

    @Test
    void everyLineIsAcceptedOrRefusedWithItsReason() {
        assertThat(imported.get("accepted").asInt()).isEqualTo(406_829);
        assertThat(imported.get("rejected").asInt()).isEqualTo(135_080);
        assertThat(imported.get("errors")).hasSize(100);
        assertThat(imported.at("/errors/0/code").asString()).isEqualTo("row_missing_field");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"event":"Purchase"}                                                                            | 4372
            {"event":"Purchase","where":{"not":{"property":"invoice","starts_with":"C"}}}                   | 4339
            {"event":"Purchase","where":{"all":[{"not":{"property":"invoice","starts_with":"C"}},{"property":"unit_price","gt":0}]}} | 4338
            """)
    void countsTheKnownTotals(String definition, long customers) {
        assertThat(shop.count(definition)).isEqualTo(customers);
    }

    @Test
    void theExportHasTheCustomersThatWereCounted() {
        JsonNode export = shop.export("""
                {"definition":{"event":"Purchase","where":{"not":{"property":"invoice","starts_with":"C"}}},"columns":["id"]}""");

        assertThat(export.get("rows_done").asInt()).isEqualTo(4339);
        assertThat(shop.client()
                        .get(export.get("file").asString())
                        .text()
                        .lines()
                        .distinct())
                .hasSize(4340);
    }
}
