package io.muster.server.limit;

import io.github.bucket4j.ConsumptionProbe;

/** Token buckets by name. Thread-safe. */
interface Buckets {
    /** Takes one token from the bucket of that name and rate, if there is one. */
    ConsumptionProbe take(String name, Rate rate);
}
