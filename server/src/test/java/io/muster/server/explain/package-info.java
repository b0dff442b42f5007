@NullMarked
package io.muster.server.explain;

import org.jspecify.annotations.NullMarked;
