package io.muster.engine;

/** What an engine remembers of a data version, to tell later what has changed since. Opaque; immutable. */
public interface DataMark {}
