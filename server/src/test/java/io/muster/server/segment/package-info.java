@NullMarked
package io.muster.server.segment;

import org.jspecify.annotations.NullMarked;
