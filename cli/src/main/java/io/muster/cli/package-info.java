/** The {@code muster} command line: what a person or a script asks of a server, over its public interface only. */
@NullMarked
package io.muster.cli;

import org.jspecify.annotations.NullMarked;
