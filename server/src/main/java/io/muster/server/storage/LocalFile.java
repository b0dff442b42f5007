package io.muster.server.storage;

import java.nio.file.Path;

/**
 * A file to be copied.
 *
 * @param bytes how long it is known to be
 * @param sha256 what it is known to hash to, in hexadecimal
 * @param mediaType what it is
 */
public record LocalFile(Path path, long bytes, String sha256, String mediaType) {}
