@NullMarked
package io.muster.server.delivery;

import org.jspecify.annotations.NullMarked;
