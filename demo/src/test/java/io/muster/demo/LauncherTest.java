package io.muster.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher in a home of its own, where Java and Maven are scripts that tell how they were called. */
class LauncherTest {
    private static final String TELL = "#!/bin/sh\nfor each in \"$@\"; do echo \"$each\"; done\n";

    private record Run(int exitCode, List<String> out, String err) {}

    @TempDir
    Path directory;

    private Path home = Path.of("");

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(directory.resolve("a home"));
        executable(home.resolve("muster"), Files.readString(Path.of("..", "muster")));
        for (String module : List.of("server", "cli", "demo")) {
            Path target = Files.createDirectories(home.resolve(module).resolve("target"));
            Files.createFile(target.resolve("muster-" + module + ".jar"));
            Files.createFile(Files.createDirectory(target.resolve("lib")).resolve("one.jar"));
        }
        jdk("jdk", 25);
    }

    @Test
    void startsTheServerWithItsSettings() throws IOException, InterruptedException {
        Run run = run("serve", "--port", "9000", "--data=my data", "--muster.query-timeout=10s");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("--enable-native-access=ALL-UNNAMED")
                .contains(home + "/server/target/muster-server.jar:" + home + "/server/target/lib/one.jar")
                .endsWith(
                        "io.muster.server.Muster",
                        "--muster.port=9000",
                        "--muster.data=my data",
                        "--muster.query-timeout=10s");
    }

    @Test
    void givesTheServerTheJavaOptionsOfTheEnvironment() throws IOException, InterruptedException {
        assertThat(run(Map.of("MUSTER_JAVA_OPTS", "-Xmx9g -Dx=y"), "serve").out())
                .contains("-Xmx9g", "-Dx=y");
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() throws IOException, InterruptedException {
        Run run = run("serve", "--prot", "9000");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'--prot' is not known").contains("muster serve --help");
        assertThat(run("serve", "--port").exitCode()).isEqualTo(2);
    }

    @Test
    void startsTheDemoAndTheCommandLine() throws IOException, InterruptedException {
        assertThat(run("demo", "--keep").out())
                .contains("-Dmuster.home=" + home, "-Dmuster.terminal=false")
                .endsWith("io.muster.demo.Main", "--keep");
        assertThat(run("segment", "count", "{\"tag\": \"a b\"}").out())
                .endsWith("io.muster.cli.Main", "segment", "count", "{\"tag\": \"a b\"}");
        assertThat(run("serve", "--help").out()).endsWith("io.muster.cli.Main", "help", "serve");
        assertThat(run().out()).endsWith("io.muster.cli.Main");
    }

    @Test
    void findsItsHomeThroughSymbolicLinks() throws IOException, InterruptedException {
        Path other = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(other.resolve("second"), Path.of("first"));
        Files.createSymbolicLink(other.resolve("first"), home.resolve("muster"));

        Run run = run(other.resolve("second"), Map.of(), "projects");

        assertThat(run.out()).contains(home + "/cli/target/muster-cli.jar:" + home + "/cli/target/lib/one.jar");
    }

    @Test
    void usesTheClassCacheOnlyWhileItIsNewerThanTheJar() throws IOException, InterruptedException {
        Path cache = Files.createFile(home.resolve("server/target/muster-server.aot"));
        Files.setLastModifiedTime(
                home.resolve("server/target/muster-server.jar"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(run(Map.of(), "serve").out()).anyMatch(each -> each.startsWith("-XX:AOTCache="));

        Files.setLastModifiedTime(cache, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
        assertThat(run(Map.of(), "serve").out()).noneMatch(each -> each.startsWith("-XX:AOTCache="));
    }

    @Test
    void buildsOnFirstUseAndWhenSourcesAreNewer() throws IOException, InterruptedException {
        maven("#!/bin/sh\necho \"$@\" >> '" + directory + "/builds'\n" + "for each in server cli demo; do mkdir -p '"
                + home + "'/$each/target/lib; done\n");
        Path source = Files.createDirectories(home.resolve("cli/src/main")).resolve("A.java");
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        Map<String, String> building = Map.of("MUSTER_SKIP_BUILD", "", "MUSTER_SKIP_CACHE", "1");

        Run first = run(building, "projects");
        Run second = run(building, "projects");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        Run third = run(building, "projects");

        assertThat(first.err()).contains("Building Muster", "target/build.log", "Built in");
        assertThat(second.err()).isEmpty();
        assertThat(third.err()).contains("Building Muster");
        assertThat(Files.readAllLines(directory.resolve("builds")))
                .hasSize(2)
                .allMatch(each -> each.contains("package"));
    }

    @Test
    void showsTheEndOfTheLogOfABuildThatFails() throws IOException, InterruptedException {
        maven("#!/bin/sh\necho '[ERROR] a semicolon is missing'\nexit 1\n");

        Run run = run(Map.of("MUSTER_SKIP_BUILD", ""), "projects");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("a semicolon is missing", "the build failed");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysWhatItNeedsToBuild() throws IOException, InterruptedException {
        Run run = run(Map.of("MUSTER_SKIP_BUILD", "", "PATH", systemOnlyPath()), "projects");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("it needs Maven 3.8");
    }

    @Test
    void takesAnotherJavaWhenTheOneNamedIsTooOld() throws IOException, InterruptedException {
        Path old = jdk("old", 17);
        Path user = directory.resolve("user");
        jdk("user/.sdkman/candidates/java/25-tem", 25);
        // What this machine has in the usual places must not be found.
        String script =
                Files.readString(home.resolve("muster")).replaceAll("(?<= )/(usr|opt|Library)/", "/nonexistent/");
        executable(home.resolve("muster"), script);

        Run found = run(Map.of("JAVA_HOME", old.toString(), "HOME", user.toString(), "PATH", systemOnlyPath()), "x");
        assertThat(found.err()).isEmpty();
        assertThat(found.exitCode()).isZero();
        Run none =
                run(Map.of("JAVA_HOME", old.toString(), "HOME", directory + "/nobody", "PATH", systemOnlyPath()), "x");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("it needs a JDK 25 or newer", "adoptium.net", "JAVA_HOME");
    }

    /** The tools that the launcher uses, and neither Java nor Maven. */
    private String systemOnlyPath() throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of(
                "bash",
                "sh",
                "env",
                "sed",
                "find",
                "head",
                "tail",
                "dirname",
                "readlink",
                "mkdir",
                "touch",
                "rm",
                "mv",
                "sleep",
                "tput",
                "mktemp")) {
            Path real = List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool)).stream()
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(tools);
            if (!Files.exists(tools.resolve(tool)) && !real.equals(tools)) {
                Files.createSymbolicLink(tools.resolve(tool), real);
            }
        }
        return tools.toString();
    }

    private Path jdk(String name, int version) throws IOException {
        Path jdk = directory.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + ".0.1\"\n");
        executable(jdk.resolve("bin/java"), TELL);
        executable(jdk.resolve("bin/javac"), TELL);
        return jdk;
    }

    private void maven(String script) throws IOException {
        executable(Files.createDirectories(directory.resolve("maven")).resolve("mvn"), script);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    private Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return run(home.resolve("muster"), environment, arguments);
    }

    private Run run(Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        Map<String, String> all = builder.environment();
        all.put("MUSTER_SKIP_BUILD", "1");
        all.put("JAVA_HOME", directory.resolve("jdk").toString());
        all.put("PATH", directory.resolve("maven") + ":" + all.get("PATH"));
        all.putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Run(exitCode, Files.readAllLines(out, UTF_8), Files.readString(err));
    }
}
