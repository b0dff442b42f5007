@NullMarked
package io.muster.engine.explain;

import org.jspecify.annotations.NullMarked;
