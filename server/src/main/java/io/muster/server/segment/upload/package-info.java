/**
 * The members of static segments as files: ids that are added, removed or put in the place of all, those that no profile
 * has yet and that are held, and the reasons for which rows were not taken.
 */
@NullMarked
package io.muster.server.segment.upload;

import org.jspecify.annotations.NullMarked;
