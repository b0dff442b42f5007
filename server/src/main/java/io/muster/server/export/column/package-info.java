/**
 * The columns that an export can have: how callers name them, what they are called in files, which there are.
 */
@NullMarked
package io.muster.server.export.column;

import org.jspecify.annotations.NullMarked;
