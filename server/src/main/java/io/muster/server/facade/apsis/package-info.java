/**
 * The profiles in segment report of APSIS One, and what a client needs to know what to ask for, under {@code /audience}: a
 * report is an export, a section is a project. It puts what the use cases say into that interface's words; it has no rule,
 * query or state of its own.
 */
@NullMarked
package io.muster.server.facade.apsis;

import org.jspecify.annotations.NullMarked;
