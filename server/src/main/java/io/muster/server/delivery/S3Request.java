package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.delivery.DestinationRequest.Access;
import io.muster.server.http.JsonFields;
import io.muster.server.outbound.OutboundUrls;
import io.muster.server.storage.S3Settings;
import io.muster.server.storage.S3Settings.Encryption;
import io.muster.server.storage.TargetSecrets;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the part of a destination that is about S3. */
final class S3Request {

    private static final int MAX_SECRET = 4_000;
    private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{1,61}[a-zA-Z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{2,40}");

    private S3Request() {}

    static Access read(JsonFields fields, OutboundUrls urls) {
        Optional<URI> endpoint = fields.parsed("endpoint", text -> endpoint(urls, text));
        String region = fields.parsed("region", text -> matching("region", text, REGION, "eu-north-1"))
                .orElse("us-east-1");
        if (!fields.has("bucket")) {
            fields.fault("bucket", ErrorCode.INVALID_REQUEST, "bucket is missing; give the bucket's name.");
        }
        String bucket = fields.parsed("bucket", text -> matching("bucket", text, BUCKET, "my-exports"))
                .orElse("");
        String prefix = DestinationRequest.prefix(fields, "prefix");
        if (prefix.startsWith("/")) {
            fields.fault("prefix", ErrorCode.INVALID_REQUEST, "prefix begins with a slash; leave it out.");
        }
        boolean pathStyle = fields.flag("path_style").orElse(endpoint.isPresent());
        Encryption encryption = fields.parsed("encryption", S3Request::encryption).orElse(Encryption.NONE);
        String kmsKey = fields.text("kms_key", 1, MAX_SECRET).orElse(null);
        boolean own = fields.flag("own_credentials").orElse(false);
        TargetSecrets secrets = secrets(fields, own);
        fields.done();
        S3Settings settings = new S3Settings(
                endpoint.orElse(null), region, bucket, prefix, pathStyle, encryption, kmsKey, own);
        return new Access(settings, secrets);
    }

    private static @Nullable TargetSecrets secrets(JsonFields fields, boolean own) {
        Optional<String> id = fields.text("access_key_id", 1, MAX_SECRET);
        Optional<String> key = fields.text("secret_access_key", 1, MAX_SECRET);
        Optional<String> token = fields.text("session_token", 1, MAX_SECRET);
        if (id.isPresent() != key.isPresent() || (token.isPresent() && id.isEmpty())) {
            fields.fault(
                    "access_key_id",
                    ErrorCode.INVALID_REQUEST,
                    "Give access_key_id and secret_access_key together, with session_token where they are temporary.");
            return null;
        }
        if (own && id.isPresent()) {
            fields.fault(
                    "own_credentials",
                    ErrorCode.INVALID_REQUEST,
                    "own_credentials uses what the server runs with; give no keys beside it.");
        }
        if (own) {
            return new TargetSecrets.None();
        }
        return id.isEmpty() ? null : new TargetSecrets.S3(id.get(), key.orElseThrow(), token.orElse(null));
    }

    private static URI endpoint(OutboundUrls urls, String text) {
        URI url = urls.parse(text);
        if (url.getRawQuery() != null || !url.getPath().replace("/", "").isEmpty()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + text + "' has a path or a query; give the store's address alone, such as"
                            + " https://s3.example.com.");
        }
        return url;
    }

    private static String matching(String what, String text, Pattern pattern, String example) {
        if (!pattern.matcher(text).matches()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "'" + text + "' is not a " + what + "; give one such as " + example + ".");
        }
        return text;
    }

    private static Encryption encryption(String text) {
        return Arrays.stream(Encryption.values())
                .filter(one -> one.code().equals(text))
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.INVALID_REQUEST,
                        "encryption is '" + text + "'; give one of "
                                + Arrays.stream(Encryption.values())
                                        .map(Encryption::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
