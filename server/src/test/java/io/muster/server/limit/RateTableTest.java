package io.muster.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.config.MusterProperties;
import io.muster.server.conformance.Proves;
import io.muster.server.limit.RateTable.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RateTableTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    @Proves({"apsis-36", "apsis-38", "artsy-42"})
    void theOlderInterfacesHaveTheirLimitsUnlessTheOperatorSaysOtherwise() {
        RateTable usual = table(Map.of());

        assertThat(usual.find(Level.ORGANIZATION, "apsis")).contains(new Rate(100, SECOND));
        assertThat(usual.find(Level.ORGANIZATION, "apsis-reports")).contains(new Rate(1, SECOND));
        assertThat(usual.find(Level.ORGANIZATION, "apsis-downloads")).contains(new Rate(60, MINUTE));
        assertThat(usual.find(Level.APPLICATION, "token")).contains(new Rate(10, MINUTE));
        assertThat(usual.find(Level.APPLICATION, "artsy")).contains(new Rate(5, SECOND));
    }

    @Test
    void theOperatorsWordCountsAndNoneIsNone() {
        RateTable given = table(
                Map.of("muster.limit.application.artsy", "7/min", "muster.limit.organization.apsis-reports", "none"));

        assertThat(given.find(Level.APPLICATION, "artsy")).contains(new Rate(7, MINUTE));
        assertThat(given.find(Level.ORGANIZATION, "apsis-reports")).isEqualTo(Optional.empty());
        assertThat(given.find(Level.ORGANIZATION, "apsis")).contains(new Rate(100, SECOND));
    }

    private static RateTable table(Map<String, String> settings) {
        return new RateTable(new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("muster", MusterProperties.class));
    }
}
