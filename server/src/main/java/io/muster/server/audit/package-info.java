/**
 * Who did what to what, from where, with which result: a trail for each organization, only ever added to, each entry's
 * hash taken over the one before. Uses the catalogue and nothing of any feature.
 */
@NullMarked
package io.muster.server.audit;

import org.jspecify.annotations.NullMarked;
