/**
 * The proof that the four older interfaces are answered: their documents as lists of statements, the tests that prove
 * them, and the table in {@code docs/reference/compatibility.md} that is made of both.
 */
@NullMarked
package io.muster.server.conformance;

import org.jspecify.annotations.NullMarked;
