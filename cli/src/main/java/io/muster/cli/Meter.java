package io.muster.cli;

import io.muster.client.Progress;

/** Shows how far something has come until it is closed. */
public interface Meter extends Progress, AutoCloseable {
    @Override
    void close();
}
