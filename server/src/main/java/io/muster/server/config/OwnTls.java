package io.muster.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns {@link MusterProperties.Tls} into a bundle of Spring Boot's, which the web server speaks TLS with and
 * which is read again when its files change. What is read then and cannot be used leaves the one before in
 * use.
 */
public final class OwnTls implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String BUNDLE = "spring.ssl.bundle.pem.muster.";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        MusterProperties.Tls tls = Binder.get(context.getEnvironment())
                .bindOrCreate("muster.tls", Bindable.of(MusterProperties.Tls.class));
        if (tls.certificate().isEmpty() && tls.key().isEmpty()) {
            return;
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(BUNDLE + "keystore.certificate", file("muster.tls.certificate", tls.certificate()));
        settings.put(BUNDLE + "keystore.private-key", file("muster.tls.key", tls.key()));
        settings.put(BUNDLE + "keystore.verify-keys", true);
        settings.put(BUNDLE + "reload-on-update", true);
        settings.put(BUNDLE + "options.enabled-protocols", "TLSv1.3,TLSv1.2");
        settings.put("server.ssl.bundle", "muster");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("muster.tls", settings));
    }

    private static String file(String setting, String path) {
        if (path.isEmpty()) {
            throw new StartException(
                    setting + " is empty; muster.tls.certificate and muster.tls.key have to be given together.");
        }
        if (!Files.isReadable(Path.of(path))) {
            throw new StartException(setting + ": '" + path + "' is not a file that can be read.");
        }
        return Path.of(path).toUri().toString();
    }
}
