package io.muster.server.test;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.Muster;
import io.muster.server.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A server in this process, on a free port, with a directory of its own. */
public final class TestServer implements AutoCloseable {
    public static final String CLIENT_ID = "owner";
    public static final String CLIENT_SECRET = "the-owner's-secret";

    private static final Map<Database, TestServer> SHARED = new EnumMap<>(Database.class);

    private final ConfigurableApplicationContext context;
    private final Path data;

    private TestServer(ConfigurableApplicationContext context, Path data) {
        this.context = context;
        this.data = data;
    }

    /** The server that all tests on that database share; it ends with the process. */
    public static synchronized TestServer on(Database database) {
        return SHARED.computeIfAbsent(database, it -> {
            try {
                Path data = Files.createTempDirectory("muster-test");
                TestServer started = start(data, it.settings());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    started.close();
                    FileSystemUtils.deleteRecursively(data.toFile());
                }));
                return started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A server of the caller's own, on that data. */
    public static TestServer start(Path data, Map<String, String> settings, Class<?>... more) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("muster.data", data.toString());
        all.put("muster.port", "0");
        all.put("muster.bootstrap.client-id", CLIENT_ID);
        all.put("muster.bootstrap.client-secret", CLIENT_SECRET);
        // All tests come from one address with one application.
        all.put("muster.access.wrong-secrets-per-minute", "100000");
        all.put("muster.limit.application.token", "100000/min");
        all.put("muster.limit.application.artsy", "100000/s");
        all.put("muster.limit.organization.apsis", "100000/s");
        all.put("muster.limit.organization.apsis-reports", "100000/s");
        all.put("muster.limit.organization.apsis-downloads", "100000/s");
        all.put("muster.limit.application.erase", "100000/s");
        all.put("muster.limit.application.admin", "100000/s");
        all.put("logging.level.root", "warn");
        all.put("logging.level.com.networknt", "error");
        all.putAll(settings);
        SpringApplication application = Muster.application();
        for (Class<?> source : more) {
            application.addPrimarySources(List.of(source));
        }
        application.setRegisterShutdownHook(false);
        String[] flags = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new TestServer(application.run(flags), data);
    }

    public Path data() {
        return data;
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** All beans of a type. */
    public <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    /** A client with the owner's credentials. */
    public ApiClient owner() {
        return new ApiClient(port()).as(CLIENT_ID, CLIENT_SECRET);
    }

    /** A client without credentials. */
    public ApiClient anybody() {
        return new ApiClient(port());
    }

    /** The id of a new organization, which has nothing. */
    public String organization() {
        String id = "org-" + UUID.randomUUID();
        bean(Catalog.class)
                .change(dsl -> dsl.insertInto(table(name("organization")))
                        .set(field(name("id"), String.class), id)
                        .set(field(name("name"), String.class), "Another")
                        .set(field(name("created_at"), Long.class), 0L)
                        .execute());
        return id;
    }

    @Override
    public void close() {
        context.close();
    }
}
