@NullMarked
package io.muster.server.connection;

import org.jspecify.annotations.NullMarked;
