@NullMarked
package io.muster.server.export;

import org.jspecify.annotations.NullMarked;
