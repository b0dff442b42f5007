package io.muster.client;

/** Profiles that were named: how many different ids, and how many of these nobody has. */
public record ManifestProfiles(int asked, int missing) {}
