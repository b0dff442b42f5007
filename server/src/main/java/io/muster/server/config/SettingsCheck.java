package io.muster.server.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;

/** Refuses settings that there are not, that cannot be read or that cannot work, before anything is made of them. */
public final class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsCheck.class);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        SettingNames.check(context.getEnvironment());
        read(Binder.get(context.getEnvironment()));
        UnknownVariables.of(context.getEnvironment()).forEach(LOG::warn);
    }

    /** @throws StartException with the name of the setting, what was given, and what can be */
    static MusterProperties read(Binder settings) {
        try {
            return settings.bindOrCreate("muster", Bindable.of(MusterProperties.class), new RangeCheck());
        } catch (BindException e) {
            throw told(e);
        }
    }

    private static StartException told(BindException wrong) {
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartException told) {
                return told;
            }
        }
        Class<?> type = wrong.getTarget().getType().resolve(Object.class);
        ConfigurationProperty given = wrong.getProperty();
        // What is given to a whole group may be meant for a secret in it.
        String value = given == null || type.isRecord() ? "what was given" : "'" + given.getValue() + "'";
        return new StartException(wrong.getName() + ": " + value + " cannot be read; give " + form(type) + ".", wrong);
    }

    private static String form(Class<?> type) {
        if (type == Duration.class) {
            return "a time such as 500ms, 30s, 10m, 24h or 7d";
        }
        if (type == DataSize.class) {
            return "a size such as 500B, 256MB or 16GB";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(one -> one.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(" or "))
                : "what docs/reference/settings.md says";
    }
}
