@NullMarked
package io.muster.server.alias;

import org.jspecify.annotations.NullMarked;
