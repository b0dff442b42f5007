package io.muster.client;

/** Why something that ran in the background failed. */
public record Failure(String code, String detail) {}
