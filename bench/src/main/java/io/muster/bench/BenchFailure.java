package io.muster.bench;

/** A run that cannot go on, or an answer that is wrong. The message says what was found and what would be right. */
public final class BenchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BenchFailure(String message) {
        super(message);
    }
}
