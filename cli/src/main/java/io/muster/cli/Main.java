package io.muster.cli;

/** Where the command line starts. */
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        System.exit(Cli.run(Terminal.system(), arguments));
    }
}
