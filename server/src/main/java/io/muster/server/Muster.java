package io.muster.server;

import io.muster.server.config.OwnData;
import io.muster.server.config.OwnTls;
import io.muster.server.config.SettingsCheck;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Starts the server. Settings are {@link io.muster.server.config.MusterProperties}. */
@SpringBootApplication(
        exclude = UserDetailsServiceAutoConfiguration.class,
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Muster {

    /** DuckDB and SQLite block the thread that carries a virtual one, so there have to be more of these than cores. */
    private static final String CARRIERS = "64";

    public static void main(String[] args) {
        if (System.getProperty("jdk.virtualThreadScheduler.parallelism") == null) {
            System.setProperty("jdk.virtualThreadScheduler.parallelism", CARRIERS);
        }
        application().run(args);
    }

    /** The application as {@link #main} runs it, for tests to add to. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(Muster.class);
        application.setDefaultProperties(Map.of("spring.config.name", "muster"));
        application.addInitializers(new SettingsCheck(), new OwnTls(), new OwnData());
        application.setBannerMode(Banner.Mode.OFF);
        return application;
    }
}
