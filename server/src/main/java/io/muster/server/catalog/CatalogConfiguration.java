package io.muster.server.catalog;

import io.muster.server.config.MusterProperties;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogConfiguration.class);
    private static final Duration NOTICEABLE = Duration.ofSeconds(5);

    @Bean(destroyMethod = "close")
    CatalogPools catalogPools(MusterProperties properties) {
        return CatalogPools.open(properties);
    }

    @Bean
    Catalog catalog(CatalogPools pools) {
        return pools.catalog();
    }

    @Bean
    Ids ids(Catalog catalog, Clock clock) {
        Ids ids = new Ids(clock);
        NewestIds.time(catalog).ifPresent(newest -> {
            Duration ahead = Duration.ofMillis(newest - clock.millis());
            if (ahead.compareTo(NOTICEABLE) > 0) {
                LOG.warn(
                        "The newest id in the catalogue is {} ahead of this clock, which was put back or is wrong; new ids"
                                + " go on from there",
                        ahead);
            }
            ids.follow(newest);
        });
        return ids;
    }
}
