package io.muster.client;

import java.nio.file.Path;

/** A file that was downloaded and is what its manifest says; {@code resumed} is how often it had to go on. */
public record DownloadedFile(Path path, ManifestFile file, Manifest manifest, int resumed) {}
