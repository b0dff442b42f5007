package io.muster.server.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the page's script and style from our own jars, so that it needs no other host. */
@Configuration(proxyBeanMethods = false)
class DocsConfiguration implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        String swagger = "classpath:/META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
        registry.addResourceHandler("/docs/assets/**")
                .addResourceLocations("classpath:/docs/assets/", swagger)
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }

    private static String swaggerVersion() {
        String file = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
        try (InputStream in = Objects.requireNonNull(DocsConfiguration.class.getResourceAsStream(file))) {
            Properties properties = new Properties();
            properties.load(in);
            return Objects.requireNonNull(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
