package io.muster.cli.vendor;

import java.io.IOException;
import java.io.InputStream;

/** Opens the same bytes, from their beginning, as often as it is asked. */
@FunctionalInterface
public interface Opener {
    InputStream open() throws IOException;
}
