/** Tests of how rows come in. */
@NullMarked
package io.muster.server.project;

import org.jspecify.annotations.NullMarked;
