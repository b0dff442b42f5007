@NullMarked
package io.muster.server.token;

import org.jspecify.annotations.NullMarked;
