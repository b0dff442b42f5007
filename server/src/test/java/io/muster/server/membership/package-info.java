@NullMarked
package io.muster.server.membership;

import org.jspecify.annotations.NullMarked;
