package io.muster.demo;

import io.muster.cli.Terminal;
import io.muster.client.MusterException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the demo can be told. */
@Command(
        name = "muster demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        version = "muster 0.1.0",
        description = {
            "Start a server, load two years of a supermarket's customers and purchases through its public interface, "
                    + "define segments, count them, and export one.",
            "The data is the FoodMart data set, Apache License 2.0. Nothing is left behind but the exported file."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  muster demo", "  muster demo --keep --shift-to-now --port 8080 --data ./demo-data"})
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--keep", description = "Leave the server up until Ctrl-C, and keep its data.")
    private boolean keep;

    @Option(names = "--shift-to-now", description = "Move all dates by whole days, so that the last sale is yesterday.")
    private boolean shiftToNow;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where the server listens; 0, the default, takes a free port.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the server keeps its data, which is then not deleted. A temporary one unless given.")
    private @Nullable Path data;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        DateShift shift = shiftToNow ? DateShift.toYesterday(Clock.systemUTC()) : DateShift.NONE;
        Steps steps = Steps.in(terminal);
        steps.title(shift);
        try (ServerProcess server = ServerProcess.start(home, port, data, keep)) {
            FoodMart foodMart = FoodMart.read(shift);
            steps.run("Server", server::waitUntilReady);
            tell(server, new Demo(server.client(), foodMart, home, steps, terminal));
            steps.end();
            if (keep) {
                steps.invite(server);
                server.waitForEnd();
            }
        }
        return 0;
    }

    /** What the server has to say to a failure is shown before its log is deleted. */
    private void tell(ServerProcess server, Demo demo) throws IOException, InterruptedException {
        try {
            demo.run();
        } catch (MusterException e) {
            terminal.err().println();
            terminal.err().println("The end of the server's log:");
            server.endOfLog().lines().forEach(terminal.err()::println);
            throw e;
        }
    }
}
