@NullMarked
package io.muster.server.webhook;

import org.jspecify.annotations.NullMarked;
