package io.muster.client;

/** A project or segment, by all its names. */
public record Reference(String id, String key, String name) {}
