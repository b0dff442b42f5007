package io.muster.server.facade;

import io.muster.model.ProjectId;
import io.muster.server.access.Applications;
import io.muster.server.access.Applications.Credentials;
import io.muster.server.access.Scope;
import io.muster.server.catalog.Catalog;
import io.muster.server.test.Shop;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A shop with keys as clients of the older interfaces have them, on a server whose clock can be moved. */
public final class OldClients {
    private static @Nullable TestServer shared;

    public final TestServer server;
    public final Shop shop;
    public final String project;
    public final Credentials keys;

    private OldClients(TestServer server) {
        this.server = server;
        this.shop = Shop.open(server.owner());
        this.project = server.owner().get(shop.path("")).at("/id");
        this.keys = keys(server, "default", new ProjectId(project));
    }

    /** A shop of its own on the server that these tests share; its clock is theirs. */
    public static OldClients open() {
        return new OldClients(server());
    }

    /** The server that these tests share. */
    public static synchronized TestServer server() {
        TestServer server = shared == null ? start() : shared;
        shared = server;
        return server;
    }

    /** Keys of an organization that has nothing to do with this one, with a project of its own. */
    public Credentials stranger() {
        String organization = server.organization();
        Credentials stranger = keys(server, organization, null);
        server.anybody().as(stranger.clientId(), stranger.clientSecret()).post("/v1/projects", "{\"name\":\"Theirs\"}");
        return stranger;
    }

    /** Puts an export back, or further on, without what would lead there. */
    public void setState(String export, String state) {
        setState(server, export, state);
    }

    /** Puts an export back, or further on, without what would lead there. */
    public static void setState(TestServer server, String export, String state) {
        server.bean(Catalog.class)
                .change(dsl -> dsl.update(DSL.table(DSL.name("export")))
                        .set(DSL.field(DSL.name("state"), String.class), state)
                        .where(DSL.field(DSL.name("id"), String.class).eq(export))
                        .execute());
    }

    private static Credentials keys(TestServer server, String organization, @Nullable ProjectId project) {
        return server.bean(Applications.class).create(organization, project, "Old client", EnumSet.allOf(Scope.class));
    }

    private static TestServer start() {
        try {
            Path data = Files.createTempDirectory("muster-old-clients");
            TestServer server = TestServer.start(data, Map.of("muster.job.poll", "50ms"), SteppedClock.class);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                FileSystemUtils.deleteRecursively(data.toFile());
            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
