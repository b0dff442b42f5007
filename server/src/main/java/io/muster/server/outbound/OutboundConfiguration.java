package io.muster.server.outbound;

import java.net.InetAddress;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {

    @Bean
    @ConditionalOnMissingBean
    NameService nameService() {
        return InetAddress::getAllByName;
    }
}
