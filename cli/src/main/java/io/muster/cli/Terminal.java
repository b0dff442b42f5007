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
 * progress, remarks and errors to {@code err}. Both show people what data hold, and let none of it steer the terminal.
 *
 * @param raw where {@code out} goes too, byte for byte: for results that programs read, and for what we draw ourselves
 */
public record Terminal(
        Map<String, String> environment,
        InputStream in,
        PrintWriter raw,
        PrintWriter out,
        PrintWriter err,
        PrintStream progress,
        boolean interactive,
        int columns) {

    /** One whose streams go to these. */
    public Terminal(
            Map<String, String> environment,
            InputStream in,
            PrintWriter out,
            PrintWriter err,
            PrintStream progress,
            boolean interactive,
            int columns) {
        this(environment, in, out, new VisibleWriter(out), new VisibleWriter(err), progress, interactive, columns);
    }

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
