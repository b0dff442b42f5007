/**
 * Projects: their settings, their making and their end, and how a request finds its own.
 */
@NullMarked
package io.muster.server.project;

import org.jspecify.annotations.NullMarked;
