package io.muster.engine;

import java.util.OptionalInt;

/**
 * What is so since an id was made another name of a profile.
 *
 * @param ordinal the profile's
 * @param was the ordinal that the id had when it was a profile by itself, retired since; empty where it never was one
 * @param dataVersion the version in which it is so
 */
public record Aliased(int ordinal, OptionalInt was, long dataVersion) {}
