package io.muster.server.job;

import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import io.muster.server.catalog.Catalog;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    private static final Duration KEPT = Duration.ofDays(30);

    @Bean
    JdbcCustomization jobDatabase(Catalog catalog) {
        return new AutodetectJdbcCustomization(catalog.writer());
    }

    @Bean
    TaskTable taskTable(Catalog catalog, JdbcCustomization database) {
        return new TaskTable(catalog, database);
    }

    /** Forgets jobs that ended long ago. */
    @Bean
    RecurringWork jobSweep(JobStore store, Clock clock) {
        return new RecurringWork() {
            @Override
            public String name() {
                return "job-sweep";
            }

            @Override
            public Duration every() {
                return Duration.ofHours(6);
            }

            @Override
            public void run() {
                store.sweep(clock.instant().minus(KEPT));
            }
        };
    }
}
