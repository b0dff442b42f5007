package io.muster.model;

/**
 * A place in a text of several lines.
 *
 * @param line from 1
 * @param column from 1, counted in code points
 */
public record TextPlace(int line, int column) {

    /** For people: {@code line 2, column 7}. */
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
