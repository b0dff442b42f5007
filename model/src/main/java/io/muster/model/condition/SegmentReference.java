package io.muster.model.condition;

/**
 * A segment that a condition names.
 *
 * @param segment its id or key, as written
 * @param pointer where it is named first, as a JSON Pointer into the condition's canonical JSON
 */
public record SegmentReference(String segment, String pointer) {}
