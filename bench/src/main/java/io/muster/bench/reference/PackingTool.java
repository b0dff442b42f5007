package io.muster.bench.reference;

import io.muster.bench.BenchFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program of the system's that packs files. */
public enum PackingTool {
    PIGZ("pigz", "-1", "-p2"),
    ZSTD("zstd", "-1", "-T2");

    private final String program;
    private final String level;
    private final String threads;

    PackingTool(String program, String level, String threads) {
        this.program = program;
        this.level = level;
        this.threads = threads;
    }

    public String label() {
        return program + " " + level + " " + threads;
    }

    /** Fails, saying what to install, where one is missing. */
    public static void requireAll() {
        List<String> missing = Stream.of(values())
                .map(tool -> tool.program)
                .filter(program -> !isThere(program))
                .toList();
        if (!missing.isEmpty()) {
            throw new BenchFailure("The export measure compares with " + String.join(" and ", missing)
                    + ", which is not there; on Debian: apt-get install " + String.join(" ", missing));
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Packs the file into another, made anew. */
    public void pack(Path file, Path packed) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program, level, threads, "-q", "-c", file.toString())
                .redirectOutput(packed.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new BenchFailure(label() + " ended with " + process.exitValue());
        }
    }
}
