@NullMarked
package io.muster.server.facade.apsis;

import org.jspecify.annotations.NullMarked;
