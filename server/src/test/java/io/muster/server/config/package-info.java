/** Tests of the settings. */
@NullMarked
package io.muster.server.config;

import org.jspecify.annotations.NullMarked;
