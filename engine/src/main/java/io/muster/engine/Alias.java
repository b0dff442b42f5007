package io.muster.engine;

import java.util.OptionalInt;

/**
 * Another name of a profile.
 *
 * @param was the ordinal that it had when it was a profile by itself; empty where it never was one
 */
public record Alias(String id, OptionalInt was) {}
