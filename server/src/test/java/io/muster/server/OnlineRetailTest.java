package io.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.Database;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Real transactions with totals that were computed independently: Online Retail by Daqing Chen, UCI Machine Learning
 * Repository (CC BY 4.0). The folder that has it is given by {@code MUSTER_TEST_DATA}.
 */
@EnabledIfEnvironmentVariable(named = "MUSTER_TEST_DATA", matches = ".+")
class OnlineRetailTest {

    private static final String QUERY = "?name=Purchase&map=CustomerID%3Dprofile&map=InvoiceDate%3Dtime"
            + "&map=InvoiceNo%3Dinvoice&map=StockCode%3Dstock_code&map=Description%3Ddescription"
            + "&map=Quantity%3Dquantity&map=UnitPrice%3Dunit_price&map=Country%3Dcountry"
            + "&types=InvoiceNo%3Dtext&types=StockCode%3Dtext&missing=NA&zone=UTC";

    private static Shop shop;
    private static JsonNode imported;

    @BeforeAll
    static void load() throws IOException {
        Path file = Path.of(System.getenv("MUSTER_TEST_DATA"), "online-retail", "online_retail.csv.gz");
        shop = Shop.empty(TestServer.on(Database.SQLITE).owner());
        Answer answer = shop.client()
                .with("Content-Encoding", "gzip")
                .post(shop.path("/events/import" + QUERY), "text/csv", Files.readAllBytes(file));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        imported = answer.json();
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
