package io.muster.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

/** Pins every setting's name and default: changing one changes what people have written down. */
class MusterPropertiesTest {

    @Test
    void everySettingHasThisNameAndDefault() {
        Map<String, Object> settings = new TreeMap<>();
        flatten("muster", bind(new StandardEnvironment()), settings);

        assertThat(settings)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("muster.data", Path.of("data")),
                        Map.entry("muster.port", 8080),
                        Map.entry("muster.public-url", ""),
                        Map.entry("muster.query-timeout", Duration.ofSeconds(30)),
                        Map.entry("muster.database.url", ""),
                        Map.entry("muster.database.user", ""),
                        Map.entry("muster.database.password", ""),
                        Map.entry("muster.database.connections", 10),
                        Map.entry("muster.engine.memory", ""),
                        Map.entry("muster.engine.threads", 0),
                        Map.entry("muster.engine.compact-at-rows", 1_000_000L),
                        Map.entry("muster.engine.queries", 0),
                        Map.entry("muster.membership.retention", Duration.ofDays(400)),
                        Map.entry("muster.membership.cache", DataSize.ofMegabytes(256)),
                        Map.entry("muster.membership.reasons", Duration.ofDays(7)),
                        Map.entry("muster.upload.file", DataSize.ofGigabytes(16)),
                        Map.entry("muster.upload.project", DataSize.ofGigabytes(32)),
                        Map.entry("muster.export.retention", Duration.ofDays(2)),
                        Map.entry("muster.export.disk", DataSize.ofBytes(0)),
                        Map.entry("muster.export.reserve", DataSize.ofMegabytes(256)),
                        Map.entry("muster.export.queue", 1000),
                        Map.entry("muster.bootstrap.client-id", ""),
                        Map.entry("muster.bootstrap.client-secret", ""),
                        Map.entry("muster.bootstrap.email", ""),
                        Map.entry("muster.bootstrap.password", ""),
                        Map.entry("muster.bootstrap.organizations", List.of()),
                        Map.entry("muster.secret.key", ""),
                        Map.entry("muster.secret.key-command", ""),
                        Map.entry("muster.secret.key-file", ""),
                        Map.entry("muster.secret.gone", ""),
                        Map.entry("muster.secret.reveal", true),
                        Map.entry("muster.access.trusted-proxies", List.of()),
                        Map.entry("muster.access.proxy-headers", MusterProperties.ProxyHeaders.X_FORWARDED),
                        Map.entry("muster.access.require-https", false),
                        Map.entry("muster.access.wrong-secrets-per-minute", 60),
                        Map.entry("muster.access.token-lifetime", Duration.ofHours(24)),
                        Map.entry("muster.access.session-idle", Duration.ofMinutes(30)),
                        Map.entry("muster.access.session-lifetime", Duration.ofHours(12)),
                        Map.entry("muster.access.password-sign-in", true),
                        Map.entry("muster.oidc.issuer", ""),
                        Map.entry("muster.oidc.client-id", ""),
                        Map.entry("muster.oidc.client-secret", ""),
                        Map.entry("muster.oidc.domains", List.of()),
                        Map.entry("muster.tls.certificate", ""),
                        Map.entry("muster.tls.key", ""),
                        Map.entry("muster.http.head-time", Duration.ofSeconds(20)),
                        Map.entry("muster.http.body-time", Duration.ofSeconds(30)),
                        Map.entry("muster.http.body-rate", DataSize.ofBytes(500)),
                        Map.entry("muster.http.answer-time", Duration.ofSeconds(60)),
                        Map.entry("muster.http.answer-rate", DataSize.ofKilobytes(2)),
                        Map.entry("muster.http.connections", 8192),
                        Map.entry("muster.http.connections-per-address", 1000),
                        Map.entry("muster.limit.application", Map.of()),
                        Map.entry("muster.limit.project", Map.of()),
                        Map.entry("muster.limit.organization", Map.of()),
                        Map.entry("muster.refresh.timeout", Duration.ofMinutes(10)),
                        Map.entry("muster.job.workers", 3),
                        Map.entry("muster.job.deliveries", 16),
                        Map.entry("muster.job.heartbeat", Duration.ofSeconds(2)),
                        Map.entry("muster.job.poll", Duration.ofSeconds(1)),
                        Map.entry("muster.job.drain", Duration.ofSeconds(5)),
                        Map.entry("muster.outbound.allow", List.of()),
                        Map.entry("muster.outbound.connect-timeout", Duration.ofSeconds(5)),
                        Map.entry("muster.outbound.timeout", Duration.ofSeconds(15)),
                        Map.entry("muster.outbound.own-credentials", false),
                        Map.entry("muster.outbound.directory", ""),
                        Map.entry("muster.storage", MusterProperties.Storage.DISK),
                        Map.entry("muster.s3.endpoint", ""),
                        Map.entry("muster.s3.region", "us-east-1"),
                        Map.entry("muster.s3.bucket", ""),
                        Map.entry("muster.s3.prefix", ""),
                        Map.entry("muster.s3.path-style", true),
                        Map.entry("muster.s3.encryption", "none"),
                        Map.entry("muster.s3.kms-key", ""),
                        Map.entry("muster.s3.access-key-id", ""),
                        Map.entry("muster.s3.secret-access-key", ""),
                        Map.entry("muster.s3.session-token", ""),
                        Map.entry("muster.s3.local-copy", Duration.ofHours(1)),
                        Map.entry("muster.log.format", "")));
    }

    @Test
    void environmentVariablesSetThem() {
        MusterProperties properties = bind(environment(Map.of(
                "MUSTER_PORT", "9000",
                "MUSTER_QUERY_TIMEOUT", "5s",
                "MUSTER_BOOTSTRAP_CLIENT_ID", "owner",
                "MUSTER_BOOTSTRAP_CLIENT_SECRET", "secret",
                "MUSTER_ENGINE_COMPACT_AT_ROWS", "5",
                "MUSTER_DATABASE_URL", "jdbc:postgresql://localhost/muster")));

        assertThat(properties.port()).isEqualTo(9000);
        assertThat(properties.queryTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.bootstrap())
                .isEqualTo(new MusterProperties.Bootstrap("owner", "secret", "", "", List.of()));
        assertThat(properties.engine().compactAtRows()).isEqualTo(5);
        assertThat(properties.database().url()).isEqualTo("jdbc:postgresql://localhost/muster");
    }

    @Test
    void secretsAreNotInTheirTexts() {
        MusterProperties properties = bind(environment(Map.of(
                "MUSTER_BOOTSTRAP_CLIENT_SECRET", "hidden-1",
                "MUSTER_BOOTSTRAP_PASSWORD", "hidden-2",
                "MUSTER_SECRET_KEY", "hidden-3",
                "MUSTER_SECRET_KEY_COMMAND", "hidden-4",
                "MUSTER_DATABASE_PASSWORD", "hidden-5",
                "MUSTER_OIDC_CLIENT_SECRET", "hidden-6")));

        assertThat(properties.toString()).doesNotContain("hidden");
    }

    private static StandardEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        environment.getPropertySources().addLast(new MapPropertySource("none", Map.of()));
        return environment;
    }

    private static MusterProperties bind(StandardEnvironment environment) {
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("muster", Bindable.of(MusterProperties.class), BindHandler.DEFAULT);
    }

    private static void flatten(String name, Object settings, Map<String, Object> into) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            String full = name + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            Object value = read(component, settings);
            if (value instanceof Record) {
                flatten(full, value, into);
            } else {
                into.put(full, value);
            }
        }
    }

    private static Object read(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
