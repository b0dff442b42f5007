@NullMarked
package io.muster.server.preview;

import org.jspecify.annotations.NullMarked;
