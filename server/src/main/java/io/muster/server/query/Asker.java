package io.muster.server.query;

/**
 * Who asks.
 *
 * @param organization empty for the server itself
 * @param project that is asked about
 */
record Asker(String organization, String project) {}
