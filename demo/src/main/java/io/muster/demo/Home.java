package io.muster.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that the launcher is in, and where things go under it. */
record Home(Path directory) {

    /** The one that the launcher says, or else the working directory. */
    static Home find() throws IOException {
        Path directory = Path.of(System.getProperty("muster.home", "")).toAbsolutePath();
        if (!Files.isExecutable(directory.resolve("muster"))) {
            throw new IOException("there is no launcher 'muster' in " + directory + "; start the demo with it.");
        }
        return new Home(directory);
    }

    Path launcher() {
        return directory.resolve("muster");
    }

    /** Where the exported file goes. */
    Path files() throws IOException {
        return Files.createDirectories(directory.resolve("target").resolve("demo"));
    }
}
