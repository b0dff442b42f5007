package io.muster.server.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** Buckets in this process's memory. A bucket that nobody asked for long is full again, and may as well be forgotten. */
final class LocalBuckets implements Buckets {
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    @Override
    public ConsumptionProbe take(String name, Rate rate) {
        return buckets.get(
                        name + " " + rate,
                        key -> Bucket.builder()
                                .addLimit(limit ->
                                        limit.capacity(rate.permits()).refillGreedy(rate.permits(), rate.period()))
                                .build())
                .tryConsumeAndReturnRemaining(1);
    }
}
