@NullMarked
package io.muster.server.facade;

import org.jspecify.annotations.NullMarked;
