/**
 * What has been seen in a project's data: the names of attributes, events and properties, with types and counts.
 */
@NullMarked
package io.muster.server.seen;

import org.jspecify.annotations.NullMarked;
