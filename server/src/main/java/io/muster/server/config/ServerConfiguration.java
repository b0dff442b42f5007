package io.muster.server.config;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MusterProperties.class)
class ServerConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
