package io.muster.client;

import org.jspecify.annotations.Nullable;

/** Whether a destination takes files, and if not, why. */
public record DestinationCheck(boolean reachable, @Nullable Failure error) {}
