package io.muster.client;

/** A column of a file; {@code source} is what it has, in full, such as {@code attribute:country}. */
public record Column(String name, String type, String source) {}
