package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.PathTemplate;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Keys;
import io.muster.server.outbound.OutboundUrls;
import io.muster.server.storage.DirectorySettings;
import io.muster.server.storage.TargetSecrets;
import io.muster.server.storage.TargetSettings;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller says of a destination.
 *
 * @param secrets null where none are given
 */
record DestinationRequest(
        Optional<String> key,
        String name,
        TargetSettings settings,
        @Nullable TargetSecrets secrets) {

    private static final int MAX_NAME = 200;
    private static final int MAX_PREFIX = 500;

    /** Settings with what lets in. */
    record Access(TargetSettings settings, @Nullable TargetSecrets secrets) {}

    /**
     * Reads a body.
     *
     * @throws MusterException with all faults and where they are
     */
    static DestinationRequest read(ObjectNode body, OutboundUrls urls) {
        JsonFields fields = new JsonFields(body);
        Optional<String> key = fields.parsed("key", Keys::check);
        Optional<String> name = fields.requiredText("name", 1, MAX_NAME);
        long given = Stream.of("s3", "sftp", "directory").filter(fields::has).count();
        if (given != 1) {
            fields.fault(
                    "s3",
                    ErrorCode.INVALID_REQUEST,
                    "Give exactly one of s3, sftp and directory; there are " + given + ".");
        }
        Optional<Access> s3 =
                fields.has("s3") ? fields.object("s3").map(it -> S3Request.read(it, urls)) : Optional.empty();
        Optional<Access> sftp = fields.has("sftp") ? fields.object("sftp").map(SftpRequest::read) : Optional.empty();
        Optional<Access> directory = fields.has("directory")
                ? fields.object("directory").map(DestinationRequest::directory)
                : Optional.empty();
        fields.done();
        Access access = s3.or(() -> sftp).or(() -> directory).orElseThrow();
        return new DestinationRequest(key, name.orElseThrow(), access.settings(), access.secrets());
    }

    /** A prefix with placeholders; empty where there is none. */
    static String prefix(JsonFields fields, String member) {
        Optional<String> given = fields.text(member, 0, MAX_PREFIX);
        try {
            return PathTemplate.check(given.orElse(""));
        } catch (MusterException e) {
            fields.fault(member, e.code(), e.detail());
            return "";
        }
    }

    private static Access directory(JsonFields fields) {
        String prefix = prefix(fields, "directory");
        if (prefix.startsWith("/")) {
            fields.fault(
                    "directory",
                    ErrorCode.INVALID_REQUEST,
                    "directory is '" + prefix + "'; give one below the server's, without a slash before it.");
        }
        fields.done();
        return new Access(new DirectorySettings(prefix), new TargetSecrets.None());
    }
}
