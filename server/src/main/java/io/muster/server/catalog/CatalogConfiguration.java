package io.muster.server.catalog;

import io.muster.server.config.MusterProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean(destroyMethod = "close")
    CatalogPools catalogPools(MusterProperties properties) {
        return CatalogPools.open(properties);
    }

    @Bean
    Catalog catalog(CatalogPools pools) {
        return pools.catalog();
    }

    @Bean
    Ids ids(Clock clock) {
        return new Ids(clock);
    }
}
