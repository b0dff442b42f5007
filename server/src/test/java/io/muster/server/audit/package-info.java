@NullMarked
package io.muster.server.audit;

import org.jspecify.annotations.NullMarked;
