package io.muster.server.segment.upload;

/** Which keys of an upload are written down before it takes effect. */
enum Staging {
    NONE,
    UNKNOWN,
    ALL
}
