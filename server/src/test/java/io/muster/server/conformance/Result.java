package io.muster.server.conformance;

/** What became of a test; the worst of several runs counts, so the order matters. */
enum Result {
    SKIPPED("not run"),
    PASSED("pass"),
    FAILED("**fail**");

    private final String shown;

    Result(String shown) {
        this.shown = shown;
    }

    /** As the table has it. */
    String shown() {
        return shown;
    }
}
