package io.muster.engine.match;

/** Takes what profiles are ranked by. For one thread. */
public interface ProfileNumbers {

    /** A profile's number; each profile has at most one value. */
    void number(int ordinal, double number);

    /** A profile's date, as epoch milliseconds. */
    void date(int ordinal, long millis);
}
