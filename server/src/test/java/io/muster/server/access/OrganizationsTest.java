package io.muster.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class OrganizationsTest {
    private static final Pattern CREDENTIALS =
            Pattern.compile("New organization acme\\.[^=]*MUSTER_CLIENT_ID=(\\S+)\\s+MUSTER_CLIENT_SECRET=(\\S+)");

    private final Map<String, String> database;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    OrganizationsTest(Database database) {
        this.database = database.settings();
    }

    @Test
    void areMadeAtTheStartAndNotAgain() {
        Matcher owner;
        String project;
        try (TestServer server = start("acme")) {
            owner = CREDENTIALS.matcher(printed.toString(UTF_8));
            assertThat(owner.find()).as(printed.toString(UTF_8)).isTrue();
            ApiClient acme = server.anybody().as(owner.group(1), owner.group(2));
            project = acme.get("/v1/projects/default").at("/id");
            assertThat(project)
                    .isNotEmpty()
                    .isNotEqualTo(server.owner().get("/v1/projects/default").at("/id"));
            assertThat(server.owner().get("/v1/projects/" + project).status()).isEqualTo(404);
        }
        printed.reset();
        try (TestServer server = start("acme,globex")) {
            ApiClient acme = server.anybody().as(owner.group(1), owner.group(2));
            assertThat(acme.get("/v1/projects/default").at("/id")).isEqualTo(project);
            assertThat(printed.toString(UTF_8))
                    .contains("New organization globex.")
                    .doesNotContain("organization acme");
        }
    }

    @Test
    void areNamedByKeys() {
        assertThatThrownBy(() -> start("Acme Corp")).rootCause().hasMessageContaining("'Acme Corp' is not a key");
    }

    private TestServer start(String organizations) {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("muster.bootstrap.organizations", organizations);
        PrintStream usual = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            return TestServer.start(directory, settings);
        } finally {
            System.setOut(usual);
            usual.print(printed.toString(UTF_8));
        }
    }
}
