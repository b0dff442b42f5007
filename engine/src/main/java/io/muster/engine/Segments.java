package io.muster.engine;

/** The segments that a condition may refer to. For the thread that evaluates. */
@FunctionalInterface
public interface Segments {

    /**
     * The segment of that id or key.
     *
     * @throws io.muster.model.MusterException UNKNOWN_SEGMENT where there is none
     */
    Membership get(String idOrKey);
}
