package io.muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Arguments that are given inline, in a file as {@code @FILE}, or on standard input as {@code -}. */
final class Inputs {
    private static final Pattern BETWEEN_IDS = Pattern.compile("[,\\n\\r]+");

    private final Terminal terminal;

    Inputs(Terminal terminal) {
        this.terminal = terminal;
    }

    String text(String given) throws IOException {
        if (given.equals("-")) {
            return new String(terminal.in().readAllBytes(), UTF_8);
        }
        return given.startsWith("@") ? Files.readString(Path.of(given.substring(1))) : given;
    }

    /** Ids with commas or line ends between them. */
    List<String> ids(String given) throws IOException {
        return BETWEEN_IDS
                .splitAsStream(text(given))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
    }
}
