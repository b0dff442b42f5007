package io.muster.client;

/** What a job works for: a {@code segment} or an {@code export}. */
public record JobSubject(String type, String id, String href) {}
