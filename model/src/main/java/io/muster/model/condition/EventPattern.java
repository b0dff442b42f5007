package io.muster.model.condition;

import org.jspecify.annotations.Nullable;

/** Events of exactly that name whose properties satisfy {@code where}, or all of them. */
public record EventPattern(String name, @Nullable PropertyCondition where) {}
