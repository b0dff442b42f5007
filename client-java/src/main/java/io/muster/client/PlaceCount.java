package io.muster.client;

/** How much there is of somebody in one place of the server. */
public record PlaceCount(String place, long count, String unit) {}
