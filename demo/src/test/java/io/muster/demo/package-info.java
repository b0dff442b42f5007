@NullMarked
package io.muster.demo;

import org.jspecify.annotations.NullMarked;
