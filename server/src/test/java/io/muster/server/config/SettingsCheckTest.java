package io.muster.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.server.test.TestServer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

class SettingsCheckTest {
    private static final Path REFERENCE = Path.of("../docs/reference/settings.md");
    private static final Pattern NAME = Pattern.compile("`(muster\\.[a-z0-9.-]+(?:NAME)?)`");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "muster.port, 65536",
        "muster.port, http",
        "muster.public-url, muster.example.com",
        "muster.public-url, https://muster.example.com?a=b",
        "muster.query-timeout, 0s",
        "muster.query-timeout, -1s",
        "muster.query-timeout, 99999999999d",
        "muster.query-timeout, soon",
        "muster.database.connections, 0",
        "muster.engine.memory, -5GB",
        "muster.engine.memory, 1MB",
        "muster.engine.memory, plenty",
        "muster.engine.memory, 101%",
        "muster.engine.threads, -1",
        "muster.engine.compact-at-rows, 0",
        "muster.engine.queries, -3",
        "muster.engine.queries, many",
        "muster.membership.retention, 0s",
        "muster.membership.retention, -1d",
        "muster.membership.cache, -1B",
        "muster.membership.reasons, 0s",
        "muster.upload.file, 0B",
        "muster.upload.project, -1B",
        "muster.export.retention, PT0S",
        "muster.export.retention, -PT1H",
        "muster.export.retention, P10000000D",
        "muster.export.disk, -1B",
        "muster.export.disk, lots",
        "muster.export.reserve, -1B",
        "muster.export.queue, 0",
        "muster.access.proxy-headers, via",
        "muster.access.require-https, perhaps",
        "muster.access.wrong-secrets-per-minute, 0",
        "muster.access.wrong-secrets-per-minute, -1",
        "muster.access.token-lifetime, 61d",
        "muster.access.token-lifetime, 0s",
        "muster.access.session-idle, 0s",
        "muster.access.session-lifetime, -12h",
        "muster.http.head-time, 0s",
        "muster.http.body-time, 0s",
        "muster.http.body-rate, -1B",
        "muster.http.answer-time, -1s",
        "muster.http.answer-rate, -1B",
        "muster.http.connections, 0",
        "muster.http.connections-per-address, -1",
        "muster.limit.application.reed, 5/s",
        "muster.log.format, xml",
        "muster.job.workers, 0",
        "muster.job.deliveries, 0",
        "muster.job.heartbeat, 0s",
        "muster.job.poll, -1s",
        "muster.job.drain, -1s",
        "muster.refresh.timeout, 0s",
        "muster.outbound.connect-timeout, 0s",
        "muster.outbound.timeout, 0s",
        "muster.storage, tape",
        "muster.s3.local-copy, -1h",
    })
    void whatCannotWorkIsRefusedWithItsNameAndWhatCanBe(String name, String value) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith(name)
                .hasMessageContaining(name.contains(".limit.") ? "is not a setting" : "'" + value + "'")
                .hasMessageMatching("[^\\n]*(give|what has limits is) [^\\n]+");
    }

    @ParameterizedTest
    @CsvSource({
        "muster.port, 0",
        "muster.public-url, https://example.com/muster/",
        "muster.engine.memory, 1.5 GiB",
        "muster.engine.memory, 50%",
        "muster.membership.cache, 0B",
        "muster.export.disk, 0B",
        "muster.export.retention, P30D",
        "muster.http.body-rate, 0B",
        "muster.job.drain, 0s",
        "muster.s3.local-copy, 0s",
        "muster.query-timeout, ''",
    })
    void whatCanBeIsTaken(String name, String value) {
        assertThatCode(() -> read(Map.of(name, value))).doesNotThrowAnyException();
    }

    @Test
    void everythingThatCountsOrMeasuresHasARangeThatItsDefaultIsIn() throws ReflectiveOperationException {
        List<RecordComponent> measures = new ArrayList<>();
        collect(read(Map.of()), measures);

        assertThat(measures).hasSizeGreaterThan(30);
    }

    private static void collect(Record settings, List<RecordComponent> into) throws ReflectiveOperationException {
        for (RecordComponent setting : settings.getClass().getRecordComponents()) {
            Object usual = setting.getAccessor().invoke(settings);
            if (usual instanceof Record group) {
                collect(group, into);
            }
            Range range = setting.getAnnotation(Range.class);
            if (range != null || usual instanceof Number || usual instanceof Duration || usual instanceof DataSize) {
                assertThat(range).as(setting.toString()).isNotNull();
                assertThat(RangeCheck.covers(range, usual))
                        .as(setting.toString())
                        .isTrue();
                into.add(setting);
            }
        }
    }

    @Test
    void theReferenceTellsOfEverySettingAndOfNoOther() throws IOException {
        Set<String> told = names(settingsTable());

        Set<String> there = SettingNames.all().stream()
                .map(name -> name.replaceFirst("(muster\\.limit\\.\\w+)\\..*", "$1.NAME"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(there);
    }

    @Test
    void theReferenceTellsOfEveryRange() throws IOException {
        Map<String, String> there = new TreeMap<>();
        ranges("muster", MusterProperties.class, there);
        Map<String, String> told = new TreeMap<>();
        Matcher rows = Pattern.compile("(?m)^\\| `(muster[^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\|$")
                .matcher(Files.readString(REFERENCE));
        while (rows.find()) {
            told.put(rows.group(1), rows.group(2) + " to " + rows.group(3));
        }

        assertThat(told).isEqualTo(there);
    }

    @ParameterizedTest
    @CsvSource({
        "muster.access.require-htps, did you mean muster.access.require-https?",
        "muster.exprot.retention, did you mean muster.export.retention?",
        "muster.limit.application.reed, did you mean muster.limit.application.read?",
        "muster.require-https, did you mean muster.access.require-https?",
        "muster.prot, did you mean muster.port?",
        "muster.export, a group of them",
        "muster.limit.application, a group of them",
        "muster.wholly.different, see docs/reference/settings.md",
        "Muster.Access.RequireHtps, did you mean",
    })
    void namesThatAreNoSettingsAreRefusedWithWhatTheyMayMean(String name, String advice) {
        assertThatThrownBy(() -> SettingNames.check(file(Map.of(name, "hidden"))))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith(name + " is not a setting")
                .hasMessageContaining(advice)
                .hasMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "muster.access.require-https",
                "muster.access.requireHttps",
                "muster.access.require_https",
                "muster.access.trusted-proxies[0]",
                "muster.limit.organization.apsis-reports",
                "muster.limit.organization[apsis-reports]",
                "server.port",
                "musterphase",
            })
    void settingsMayBeWrittenAsSpringReadsThem(String name) {
        assertThatCode(() -> SettingNames.check(file(Map.of(name, "1")))).doesNotThrowAnyException();
    }

    @Test
    void groupsWithNothingInThemSayNothing() {
        assertThatCode(() -> SettingNames.check(file(Map.of("muster.access", ""))))
                .doesNotThrowAnyException();
    }

    @Test
    void everySettingIsAVariableTooAndOthersAreToldOf() {
        Map<String, Object> variables = new TreeMap<>();
        SettingNames.all().forEach(name -> {
            variables.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), "1");
            variables.put(name.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_'), "1");
        });
        variables.putAll(Map.of("MUSTER_ACCESS_TRUSTED_PROXIES_0", "1", "MUSTER_JAVA_OPTS", "", "MUSTER_URL", ""));
        variables.putAll(Map.of("MUSTER_SERVICE_HOST", "10.0.0.1", "MUSTER_PORT_8080_TCP_ADDR", "10.0.0.1"));
        StandardEnvironment environment = environment(variables);
        assertThat(UnknownVariables.of(environment)).isEmpty();

        variables.put("MUSTER_EXPROT_RETENTION", "PT1H");
        variables.put("MUSTER_SOMETHING_ELSE", "hidden");

        assertThat(UnknownVariables.of(environment))
                .containsExactly(
                        "MUSTER_EXPROT_RETENTION is not a setting and does nothing; did you mean MUSTER_EXPORT_RETENTION?",
                        "MUSTER_SOMETHING_ELSE is not a setting and does nothing.");
    }

    @Test
    void limitsOfSeveralWordsCanBeVariables() {
        StandardEnvironment environment = environment(Map.of("MUSTER_LIMIT_ORGANIZATION_APSIS_REPORTS", "7/s"));

        assertThat(SettingsCheck.read(Binder.get(environment)).limit().organization())
                .isEqualTo(Map.of("apsis-reports", "7/s"));
    }

    /** It may have a password in it. */
    @Test
    void aDatabaseThatCannotBeIsRefusedAndNotTold() {
        assertThatThrownBy(() -> read(Map.of("muster.database.url", "jdbc:mysql://db?password=hidden")))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("muster.database.url is not supported; leave it empty")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void whatIsGivenToAGroupIsNotTold() {
        assertThatThrownBy(() -> read(Map.of("muster.secret", "hidden")))
                .hasMessageStartingWith("muster.secret: ")
                .hasMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "muster.access.require-htps, true, muster.access.require-htps is not a setting; did you mean",
        "muster.export.retention, PT0S, 'muster.export.retention: ''PT0S'' cannot be; give 1m to 3660d.'",
        "muster.limit.application.read, often, muster.limit.application.read: 'often' is not a rate",
        "muster.access.trusted-proxies, proxy, muster.access.trusted-proxies: 'proxy' is not an address",
    })
    void theServerDoesNotStartWithThem(String name, String value, String line) {
        assertThatThrownBy(() -> TestServer.start(directory.resolve("data"), Map.of(name, value)))
                .satisfies(failure -> assertThat(StartReport.reason(failure))
                        .hasValueSatisfying(reason -> assertThat(reason).startsWith(line)));
    }

    private static MusterProperties read(Map<String, String> settings) {
        return SettingsCheck.read(new Binder(new MapConfigurationPropertySource(settings)));
    }

    private static StandardEnvironment file(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("a file", settings));
        return environment;
    }

    private static StandardEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        return environment;
    }

    private static void ranges(String prefix, Class<?> settings, Map<String, String> into) {
        for (RecordComponent setting : settings.getRecordComponents()) {
            String name = prefix + "."
                    + setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            Range range = setting.getAnnotation(Range.class);
            if (setting.getType().isRecord()) {
                ranges(name, setting.getType(), into);
            } else if (range != null) {
                into.put(name, range.value());
            }
        }
    }

    /** The first cells of the table of settings. */
    private static String settingsTable() throws IOException {
        String page = Files.readString(REFERENCE);
        return page.substring(0, page.indexOf("## Ranges"))
                .lines()
                .filter(line -> line.startsWith("| `muster."))
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map((MatchResult it) -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
