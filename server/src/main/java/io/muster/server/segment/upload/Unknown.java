package io.muster.server.segment.upload;

/** What is done with a key that no profile has. */
enum Unknown {
    /** It is left out, and told. */
    SKIP,
    /** It is kept, and its profile becomes a member as soon as it appears. */
    HOLD,
    /** A profile with that id is made. */
    CREATE
}
