package io.muster.client;

/** A key of a profile's in a keyspace, such as its e-mail address. */
public record IdentityKey(String keyspace, String key) {}
