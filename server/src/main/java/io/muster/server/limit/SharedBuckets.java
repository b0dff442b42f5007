package io.muster.server.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import io.github.bucket4j.util.concurrent.batch.BatchHelper;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Buckets in the catalogue, for servers that share it. Of a large bucket a server takes a twentieth at a time and tells
 * the others twice a second, so that the catalogue is not asked for every request; small ones are exact.
 */
final class SharedBuckets implements Buckets {
    private static final int PARTS = 20;
    private static final Duration AT_LEAST_EVERY = Duration.ofMillis(500);
    private static final long CLEAN_EVERY = 10_000;
    private static final int CLEAN_AT_ONCE = 1000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> catalog;
    private final AtomicLong taken = new AtomicLong();
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    SharedBuckets(DataSource source) {
        this.catalog = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(source)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_bucket")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .build();
    }

    @Override
    public ConsumptionProbe take(String name, Rate rate) {
        if (taken.incrementAndGet() % CLEAN_EVERY == 0) {
            catalog.removeExpired(CLEAN_AT_ONCE);
        }
        String key = name + " " + rate;
        try {
            return buckets.get(key, it -> bucket(it, rate)).tryConsumeAndReturnRemaining(1);
        } catch (BatchHelper.BatchFailedException e) {
            // Its row was over, and cleaned away; only buckets that are asked one by one notice by themselves.
            buckets.invalidate(key);
            return buckets.get(key, it -> bucket(it, rate)).tryConsumeAndReturnRemaining(1);
        }
    }

    private Bucket bucket(String key, Rate rate) {
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(rate.permits()).refillGreedy(rate.permits(), rate.period()))
                .build();
        Bucket exact = catalog.builder().build(key, () -> configuration);
        if (rate.permits() < PARTS * 2L) {
            return exact;
        }
        // Makes the row.
        exact.getAvailableTokens();
        return catalog.builder()
                .withOptimization(Optimizations.delaying(new DelayParameters(rate.permits() / PARTS, AT_LEAST_EVERY)))
                .build(key, () -> configuration);
    }
}
