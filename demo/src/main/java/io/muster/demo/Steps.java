package io.muster.demo;

import io.muster.cli.Terminal;
import io.muster.cli.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Help.Ansi;

/** Prints the steps of the demo: what, what came of it, how long it took; in colour if somebody looks on. */
final class Steps {
    private static final int NAME_WIDTH = 31;
    private static final int RESULT_WIDTH = 38;

    private final PrintWriter out;
    private final Ansi colours;
    private final boolean interactive;
    private final long begin = System.nanoTime();

    private Steps(PrintWriter out, Ansi colours, boolean interactive) {
        this.out = out;
        this.colours = colours;
        this.interactive = interactive;
    }

    static Steps in(Terminal terminal) {
        boolean plain = !terminal.interactive() || terminal.environment().containsKey("NO_COLOR");
        return new Steps(terminal.raw(), plain ? Ansi.OFF : Ansi.ON, terminal.interactive());
    }

    void title(DateShift shift) {
        out.println(colours.string("@|bold Muster|@: who is in this segment, and give me the file"));
        String moved = shift.days() == 0 ? "" : ", moved by " + Words.number(shift.days()) + " days";
        out.println("Data: FoodMart, a supermarket's 1997 and 1998" + moved + ".");
        out.println("      © Pentaho and Julian Hyde, Apache License 2.0, see NOTICE.");
        out.println();
    }

    void run(String name, Step step) throws IOException, InterruptedException {
        long before = System.nanoTime();
        if (interactive) {
            // Overwritten by what came of it.
            out.print(name + " …\r");
            out.flush();
        }
        String result = step.run();
        String took = took(before);
        out.println(colours.string("@|bold,green " + padded(name, NAME_WIDTH) + "|@")
                + padded(result, RESULT_WIDTH)
                + colours.string("@|faint " + " ".repeat(Math.max(0, 8 - took.length())) + took + "|@"));
    }

    void end() {
        out.println();
        out.println("Done in " + took(begin) + ".");
    }

    /** A line that says more about the step before. */
    void remark(String text) {
        out.println(colours.string("@|faint   " + text + "|@"));
    }

    void file(Path file) {
        out.println();
        out.println(colours.string("@|bold The file|@: " + file));
    }

    void line(String line) {
        out.println("  " + line);
    }

    /** What to do with a server that is left up. */
    void invite(ServerProcess server) {
        String curl = "  curl -u \"$MUSTER_CLIENT_ID:$MUSTER_CLIENT_SECRET\" ";
        String project = server.url() + "/v1/projects/default";
        out.println();
        out.println(colours.string("@|bold The server is up|@ until Ctrl-C; its data is in ") + server.data() + ".");
        out.println();
        out.println("  export MUSTER_URL=" + server.url());
        out.println("  export MUSTER_CLIENT_ID=" + server.clientId());
        out.println("  export MUSTER_CLIENT_SECRET=" + server.clientSecret());
        out.println("  ./muster segment list");
        out.println(curl + project + "/segments/golden-regulars");
        out.println(curl + "'" + project + "/segments/slipping-away/members?limit=3'");
        out.println(curl + "--json '{\"definition\": {\"attribute\": \"country\", \"is\": \"Mexico\"}}' \\");
        out.println("    " + project + "/segments/preview");
        out.println("  The API's pages: " + server.url() + "/docs");
    }

    private static String took(long since) {
        return Words.duration(Duration.ofNanos(System.nanoTime() - since));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
