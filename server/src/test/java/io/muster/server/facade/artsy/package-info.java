@NullMarked
package io.muster.server.facade.artsy;

import org.jspecify.annotations.NullMarked;
