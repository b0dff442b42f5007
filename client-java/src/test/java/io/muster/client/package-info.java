@NullMarked
package io.muster.client;

import org.jspecify.annotations.NullMarked;
