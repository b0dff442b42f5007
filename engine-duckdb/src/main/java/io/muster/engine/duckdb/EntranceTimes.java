package io.muster.engine.duckdb;

import io.muster.engine.Entrance;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.roaringbitmap.PeekableIntIterator;

/** Since when profiles are in a segment, asked for in ascending order. For one thread. */
final class EntranceTimes {

    private record Next(PeekableIntIterator profiles, long millis) {}

    private final PriorityQueue<Next> next =
            new PriorityQueue<>(Comparator.comparingInt(it -> it.profiles().peekNext()));

    /** @param entrances no profile is in two of them */
    EntranceTimes(List<Entrance> entrances) {
        for (Entrance entrance : entrances) {
            add(new Next(entrance.profiles().getIntIterator(), entrance.since().toEpochMilli()));
        }
    }

    /** Epoch milliseconds; empty where it is not known. */
    OptionalLong of(int ordinal) {
        for (Next first = next.peek(); first != null && first.profiles().peekNext() < ordinal; first = next.peek()) {
            next.poll();
            first.profiles().advanceIfNeeded(ordinal);
            add(first);
        }
        Next first = next.peek();
        return first != null && first.profiles().peekNext() == ordinal
                ? OptionalLong.of(first.millis())
                : OptionalLong.empty();
    }

    private void add(Next one) {
        if (one.profiles().hasNext()) {
            next.add(one);
        }
    }
}
