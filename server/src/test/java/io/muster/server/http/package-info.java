/** Tests of how requests are read and answers written. */
@NullMarked
package io.muster.server.http;

import org.jspecify.annotations.NullMarked;
