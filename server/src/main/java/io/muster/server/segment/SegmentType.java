package io.muster.server.segment;

/** What decides who is in a segment: its definition, or a list of ids. */
public enum SegmentType {
    DYNAMIC,
    STATIC
}
