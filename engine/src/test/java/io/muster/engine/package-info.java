@NullMarked
package io.muster.engine;

import org.jspecify.annotations.NullMarked;
