package io.muster.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a static segment's members did or, in a dry run, would do. {@code rows} are all rows of the body,
 * {@code matched} the distinct profiles they name, {@code unknown} the first keys that no profile has, {@code suppressed}
 * how many of them no profile is made for, because whoever they are was erased so; {@code errors} are the first 100 rejected rows, and {@code reasons} is the path of all of them.
 */
public record MembersChanged(
        boolean dryRun,
        long size,
        long added,
        long removed,
        long rows,
        long matched,
        long unknownRows,
        List<String> unknown,
        long held,
        long created,
        long suppressed,
        long rejected,
        List<RowError> errors,
        @Nullable String reasons,
        long dataVersion,
        int definitionVersion,
        Instant asOf) {
    public MembersChanged {
        unknown = Lists.copy(unknown);
        errors = Lists.copy(errors);
    }
}
