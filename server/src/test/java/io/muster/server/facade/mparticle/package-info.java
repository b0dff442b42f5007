@NullMarked
package io.muster.server.facade.mparticle;

import org.jspecify.annotations.NullMarked;
