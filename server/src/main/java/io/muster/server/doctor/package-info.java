/**
 * Looks an installation over without starting it: {@code muster doctor}. Only reads.
 */
@NullMarked
package io.muster.server.doctor;

import org.jspecify.annotations.NullMarked;
