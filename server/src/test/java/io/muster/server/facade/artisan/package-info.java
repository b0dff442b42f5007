@NullMarked
package io.muster.server.facade.artisan;

import org.jspecify.annotations.NullMarked;
