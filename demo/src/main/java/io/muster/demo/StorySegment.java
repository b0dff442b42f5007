package io.muster.demo;

/** A segment of the story; {@code why} is what somebody would want it for. */
record StorySegment(String key, String name, String why, String definition) {}
