package io.muster.demo;

import java.io.IOException;

/** Something that takes a while, and then says in a few words what came of it. */
@FunctionalInterface
interface Step {
    String run() throws IOException, InterruptedException;
}
