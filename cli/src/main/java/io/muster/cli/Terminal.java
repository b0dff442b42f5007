package io.muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a command: its environment, its streams, and whether a person looks on. Results go to {@code out};
 * progress, remarks and errors to {@code err}.
 */
public record Terminal(
        Map<String, String> environment,
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        PrintStream progress,
        boolean interactive,
        int columns) {

    /** The terminal that this process runs in. Whether somebody looks on, and how wide it is, the launcher tells. */
    public static Terminal system() {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
        PrintWriter out =
                new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), UTF_8), true);
        return new Terminal(
                System.getenv(),
                System.in,
                out,
                new PrintWriter(err, true, UTF_8),
                err,
                Boolean.getBoolean("muster.terminal"),
                Integer.getInteger("muster.columns", 80));
    }

    /** The environment variable, or {@code null} if it is not set or empty. */
    @Nullable
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
