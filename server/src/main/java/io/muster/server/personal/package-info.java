/**
 * Where data of people lie: one inventory, which erasure and subject access both walk. Each place is taken care of by the
 * package that owns it, with a {@link io.muster.server.personal.PersonalData}; this package knows none of them.
 */
@NullMarked
package io.muster.server.personal;

import org.jspecify.annotations.NullMarked;
