package io.muster.client;

/** One file of an export; {@code sha256} is of the bytes as downloaded, in lower-case hex. */
public record ManifestFile(String name, long bytes, String sha256, long rows) {}
