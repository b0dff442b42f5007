@NullMarked
package io.muster.server.query;

import org.jspecify.annotations.NullMarked;
