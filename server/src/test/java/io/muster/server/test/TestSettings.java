package io.muster.server.test;

import io.muster.server.config.MusterProperties;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings for what is tested without a server. */
public final class TestSettings {
    private TestSettings() {}

    /** The defaults, with these settings instead: name, value, name, value. */
    public static MusterProperties of(String... namesAndValues) {
        Map<String, String> given = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("muster", Bindable.of(MusterProperties.class));
    }
}
