@NullMarked
package io.muster.server.outbound;

import org.jspecify.annotations.NullMarked;
