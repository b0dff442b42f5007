package io.muster.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RowSqlTest {

    private static final Sizes SIZES = Sizes.of(5_000, 300_000, 7);
    private static final Sizes OTHER_SEED = Sizes.of(5_000, 300_000, 8);

    @Test
    void makesTheSameRowsWithOneThreadAsWithFour() throws SQLException {
        RowSql rows = new RowSql(SIZES);

        assertThat(digest(rows.events(0, 300_000), 4)).isEqualTo(digest(rows.events(0, 300_000), 1));
        assertThat(digest(rows.profiles(), 4)).isEqualTo(digest(rows.profiles(), 1));
    }

    @Test
    void makesOtherRowsForAnotherSeed() throws SQLException {
        RowSql other = new RowSql(OTHER_SEED);

        assertThat(digest(other.events(0, 1_000), 1)).isNotEqualTo(digest(new RowSql(SIZES).events(0, 1_000), 1));
        assertThat(digest(other.profiles(), 1)).isNotEqualTo(digest(new RowSql(SIZES).profiles(), 1));
    }

    @Test
    void makesTheSameRowsInPartsAsAtOnce() throws SQLException {
        RowSql rows = new RowSql(SIZES);
        String parts = rows.events(0, 1_234) + " UNION ALL " + rows.events(1_234, 5_000);

        assertThat(digest(parts, 1)).isEqualTo(digest(rows.events(0, 5_000), 1));
    }

    @Test
    void keepsEventsInTheNinetyDaysBeforeNowInOrderOfTime() throws SQLException {
        String events = new RowSql(SIZES).events(0, 300_000);
        assertThat(number(
                        "SELECT count(*) FROM (SELECT time < lag(time) OVER () AS earlier FROM (%s)) WHERE earlier"
                                .formatted(events),
                        1))
                .isZero();
        assertThat(number(
                        "SELECT count(*) FROM (%1$s) WHERE time < TIMESTAMPTZ '%2$s' - INTERVAL 90 DAY OR time >= '%2$s'"
                                .formatted(events, RowSql.AS_OF),
                        1))
                .isZero();
    }

    @Test
    void givesEveryEventAnIdOfItsOwnAndAProfileThatExists() throws SQLException {
        RowSql rows = new RowSql(SIZES);
        String ids = "SELECT count(DISTINCT id) FROM (%s)".formatted(rows.events(0, 300_000));
        String strangers = "SELECT count(*) FROM (%s) WHERE profile NOT IN (SELECT id FROM (%s))"
                .formatted(rows.events(0, 300_000), rows.profiles());

        assertThat(number(ids, 2)).isEqualTo(300_000);
        assertThat(number(strangers, 2)).isZero();
    }

    @Test
    void usesEveryNameAndTheFirstMost() throws SQLException {
        String events = new RowSql(SIZES).events(0, 300_000);

        assertThat(number("SELECT count(DISTINCT name) FROM (%s)".formatted(events), 2))
                .isEqualTo(20);
        assertThat(number("SELECT cast(mode(name) = 'Page Viewed' AS INTEGER) FROM (%s)".formatted(events), 2))
                .isOne();
    }

    private static BigDecimal digest(String select, int threads) throws SQLException {
        return query("SELECT sum(hash(made)) FROM (%s) made".formatted(select), threads);
    }

    private static long number(String sql, int threads) throws SQLException {
        return query(sql, threads).longValueExact();
    }

    private static BigDecimal query(String sql, int threads) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                var statement = database.createStatement()) {
            statement.execute("SET threads = " + threads);
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return new BigDecimal(rows.getString(1));
            }
        }
    }
}
