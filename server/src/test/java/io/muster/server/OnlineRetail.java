package io.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.Database;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * A shop with real transactions: Online Retail by Daqing Chen, UCI Machine Learning Repository (CC BY 4.0). The folder
 * that has it is given by {@code MUSTER_TEST_DATA}.
 *
 * @param imported the import's answer
 */
record OnlineRetail(Shop shop, JsonNode imported) {

    private static final String QUERY = "?name=Purchase&map=CustomerID%3Dprofile&map=InvoiceDate%3Dtime"
            + "&map=InvoiceNo%3Dinvoice&map=StockCode%3Dstock_code&map=Description%3Ddescription"
            + "&map=Quantity%3Dquantity&map=UnitPrice%3Dunit_price&map=Country%3Dcountry"
            + "&types=InvoiceNo%3Dtext&types=StockCode%3Dtext&missing=NA&zone=UTC";

    /** Loads it into a new project. */
    static OnlineRetail load() {
        Path file = Path.of(System.getenv("MUSTER_TEST_DATA"), "online-retail", "online_retail.csv.gz");
        Shop shop = Shop.empty(TestServer.on(Database.SQLITE).owner());
        try {
            Answer answer = shop.client()
                    .with("Content-Encoding", "gzip")
                    .post(shop.path("/events/import" + QUERY), "text/csv", Files.readAllBytes(file));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return new OnlineRetail(shop, answer.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
