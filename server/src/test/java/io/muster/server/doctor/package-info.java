@NullMarked
package io.muster.server.doctor;

import org.jspecify.annotations.NullMarked;
