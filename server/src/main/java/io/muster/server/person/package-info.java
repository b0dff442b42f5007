/**
 * People: who they are, their roles and passwords, and the sessions they sign in to.
 */
@NullMarked
package io.muster.server.person;

import org.jspecify.annotations.NullMarked;
