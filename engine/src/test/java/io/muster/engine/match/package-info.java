@NullMarked
package io.muster.engine.match;

import org.jspecify.annotations.NullMarked;
