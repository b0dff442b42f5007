package io.muster.client;

/** Something in a definition that is legal, but probably not meant. */
public record Warning(String code, String pointer, String detail) {}
