/**
 * Who is and who was in each segment, as bitmaps in the catalogue: the newest membership, and a log of who entered and
 * who left. Knows segments by their ids only. {@link io.muster.server.membership.MembershipLog} is its public face.
 */
@NullMarked
package io.muster.server.membership;

import org.jspecify.annotations.NullMarked;
