package io.muster.engine;

/** Is told how far work has come; called from any thread, often. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (done, total) -> {};

    void report(long done, long total);
}
