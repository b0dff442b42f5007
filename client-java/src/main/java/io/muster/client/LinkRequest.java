package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A link to ask for; what is null is as usual.
 *
 * @param expiresIn ten seconds to seven days; a day unless given
 * @param format the only form that it gives; any unless given
 * @param direct whether it leads past the server to the bucket where it keeps files, so that {@link LinkKey#revoke} does
 *     not end it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LinkRequest(
        @Nullable Duration expiresIn,
        @Nullable ExportFormat format,
        @Nullable Boolean direct) {

    public static final LinkRequest USUAL = new LinkRequest(null, null, null);

    public LinkRequest withExpiresIn(@Nullable Duration value) {
        return new LinkRequest(value, format, direct);
    }

    public LinkRequest withFormat(@Nullable ExportFormat value) {
        return new LinkRequest(expiresIn, value, direct);
    }

    public LinkRequest withDirect(@Nullable Boolean value) {
        return new LinkRequest(expiresIn, format, value);
    }
}
