@NullMarked
package io.muster.server.erasure;

import org.jspecify.annotations.NullMarked;
