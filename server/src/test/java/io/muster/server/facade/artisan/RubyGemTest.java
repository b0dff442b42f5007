package io.muster.server.facade.artisan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.muster.server.conformance.Proves;
import io.muster.server.test.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * Builds the gem, installs it into a folder of its own and runs its checks against a server. Without Ruby on this machine
 * the tests are skipped, unless {@code MUSTER_REQUIRE_RUBY} says that it has to be there.
 */
class RubyGemTest {
    private static final Path GEM =
            Path.of("..", "client-ruby").toAbsolutePath().normalize();

    @TempDir
    private static Path folder;

    private static List<String> lines = List.of();

    @BeforeAll
    static void run() throws Exception {
        if (!hasRuby()) {
            assertThat(System.getenv("MUSTER_REQUIRE_RUBY"))
                    .as("there is no ruby here")
                    .isNull();
            return;
        }
        Path sources = Files.createDirectories(folder.resolve("gem"));
        FileSystemUtils.copyRecursively(GEM, sources);
        String built = start(sources, Map.of(), "gem", "build", "useartisan.gemspec", "-o", "useartisan.gem");
        assertThat(sources.resolve("useartisan.gem")).as(built).exists();
        String home = folder.resolve("home").toString();
        start(sources, Map.of(), "gem", "install", "--local", "--no-document", "-i", home, "useartisan.gem");
        lines = start(GEM, environment(home), "ruby", "-w", "test/run.rb")
                .lines()
                .toList();
    }

    @Test
    @Proves({"artisan-ruby-01", "artisan-ruby-07"})
    void makesAClient() {
        passed("makes a client");
    }

    @Test
    @Proves({"artisan-ruby-02", "artisan-ruby-03", "artisan-ruby-31"})
    void getsOneProfile() {
        passed("gets a profile by its device id");
        passed("gets a profile by its shared user id");
        passed("escapes what stands in paths");
    }

    @Test
    @Proves({"artisan-ruby-04", "artisan-ruby-05"})
    void getsSeveralProfiles() {
        passed("gets profiles by their device ids");
        passed("gets profiles by their shared user ids");
    }

    @Test
    @Proves({"artisan-ruby-10", "artisan-ruby-30", "artisan-ruby-60"})
    void listsAppsAndSegments() {
        passed("lists apps");
        passed("lists segments");
    }

    @Test
    @Proves({"artisan-ruby-09", "artisan-ruby-11", "artisan-ruby-13", "artisan-ruby-34"})
    void exportsASegment() {
        passed("exports a segment and downloads it");
    }

    @Test
    @Proves("artisan-ruby-12")
    void isCalledBack() {
        passed("calls back when an export has ended");
    }

    @Test
    @Proves({"artisan-ruby-06", "artisan-ruby-08", "artisan-ruby-32"})
    void exportsProfiles() {
        passed("exports profiles and downloads them");
    }

    @Test
    @Proves({"artisan-ruby-14", "artisan-ruby-33"})
    void listsJobs() {
        passed("lists jobs and their statuses");
    }

    @Test
    @Proves("artisan-ruby-15")
    void runsTheExamplesOfTheGuide() {
        passed("runs the guide's examples");
        passed("replays the golden examples");
    }

    @Test
    @Proves("artisan-ruby-61")
    void streamsAndLeavesNoPartialFile() {
        passed("leaves no partial file");
        passed("streams a download in constant memory");
    }

    @Test
    void checksDownloadsAgainstTheirManifests() {
        passed("asks for the SHA-256 of a download");
        passed("checks a download against its manifest");
        passed("counts profiles in whatever pieces they come");
    }

    @Test
    @Proves("artisan-ruby-62")
    void raisesByCause() {
        passed("raises by cause");
    }

    @Test
    @Proves("artisan-ruby-63")
    void needsTheStandardLibraryAlone() {
        passed("needs the standard library alone");
        passed("sends the keys nowhere else");
    }

    @Test
    void givesNoWarning() {
        assumeThat(lines).as("there is no ruby here, or it said nothing").isNotEmpty();
        assertThat(lines).allMatch(line -> line.startsWith("ok "));
    }

    private static void passed(String check) {
        assumeThat(lines).as("there is no ruby here").isNotEmpty();
        assertThat(lines).contains("ok " + check);
    }

    private static boolean hasRuby() {
        return Program.isThere("ruby") && Program.isThere("gem");
    }

    private static Map<String, String> environment(String home) {
        ArtisanApp app = ArtisanApp.open();
        ArtisanApp golden = ArtisanApp.open();
        return Map.ofEntries(
                Map.entry("GEM_HOME", home),
                Map.entry("GEM_PATH", home),
                Map.entry("MUSTER_ENDPOINT", "http://127.0.0.1:" + app.server.port()),
                Map.entry("MUSTER_PUBLIC_KEY", app.keys.clientId()),
                Map.entry("MUSTER_SECRET_KEY", app.keys.clientSecret()),
                Map.entry("MUSTER_APP", app.app),
                Map.entry("MUSTER_SEGMENT", app.segment("Loyal", ArtisanApp.IOS)),
                Map.entry("MUSTER_GOLDEN_PUBLIC_KEY", golden.keys.clientId()),
                Map.entry("MUSTER_GOLDEN_SECRET_KEY", golden.keys.clientSecret()),
                Map.entry("MUSTER_GOLDEN_APP", golden.app),
                Map.entry("MUSTER_GOLDEN_SEGMENT", golden.segment("Loyal", ArtisanApp.IOS)));
    }

    private static String start(Path directory, Map<String, String> environment, String... command) throws Exception {
        return Program.run(directory, environment, command).output();
    }
}
