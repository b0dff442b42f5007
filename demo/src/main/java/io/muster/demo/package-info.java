/**
 * The demo: starts the real server, loads the FoodMart data set through the public interface, defines segments, counts
 * them, and exports one. It owns the data set's reading and the story; it uses the Java client as anybody would.
 */
@NullMarked
package io.muster.demo;

import org.jspecify.annotations.NullMarked;
