package io.muster.client;

/** One fault in a JSON body; {@code pointer} is a JSON Pointer into what was sent. */
public record Fault(String pointer, String detail, String code) {}
