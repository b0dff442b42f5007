package io.muster.server.storage;

/**
 * A directory of the server's machine, below the one that {@code muster.outbound.directory} names.
 *
 * @param directory what paths begin with; see {@link S3Settings#prefix}
 */
public record DirectorySettings(String directory) implements TargetSettings {}
