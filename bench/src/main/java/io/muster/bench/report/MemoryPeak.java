package io.muster.bench.report;

/**
 * The most memory that the server was seen to use while something ran.
 *
 * @param heapBytes objects in its heap, garbage included
 * @param residentBytes memory that the process held; 0 where the system does not tell
 */
public record MemoryPeak(String during, long heapBytes, long residentBytes) {

    public MemoryPeak and(long heap, long resident) {
        return new MemoryPeak(during, Math.max(heapBytes, heap), Math.max(residentBytes, resident));
    }
}
