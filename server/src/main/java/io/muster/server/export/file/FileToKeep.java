package io.muster.server.export.file;

import java.nio.file.Path;

/**
 * A file in an export's directory, with what is known of it.
 *
 * @param sha256 in hexadecimal
 */
public record FileToKeep(Path path, long bytes, String sha256, String mediaType) {}
