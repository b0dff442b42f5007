package io.muster.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A migration that somebody's catalogue has run cannot change: Flyway would refuse to start on that catalogue. */
class MigrationsTest {

    @Test
    void noMigrationChangesOnceItIsThere() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Resource each : new PathMatchingResourcePatternResolver().getResources("classpath:db/*/*.sql")) {
            String path = each.getURL().getPath();
            found.add(DigestUtils.sha256Hex(each.getContentAsByteArray()) + "  "
                    + path.substring(path.lastIndexOf("/db/") + "/db/".length()));
        }

        try (InputStream known = Objects.requireNonNull(getClass().getResourceAsStream("/migrations.sha256"))) {
            assertThat(found)
                    .as("one that was changed goes back to what it was, and what is to change gets a new one; a new one"
                            + " has its SHA-256 in migrations.sha256, as sha256sum writes it")
                    .isEqualTo(new TreeSet<>(new String(known.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList()));
        }
    }
}
