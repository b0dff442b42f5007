package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.delivery.DestinationRequest.Access;
import io.muster.server.http.JsonFields;
import io.muster.server.storage.SftpKeys;
import io.muster.server.storage.SftpSettings;
import io.muster.server.storage.TargetSecrets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the part of a destination that is about SFTP. */
final class SftpRequest {

    private static final int PORT = 22;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_KEY = 20_000;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");

    private SftpRequest() {}

    static Access read(JsonFields fields) {
        if (!fields.has("host") || !fields.has("host_key")) {
            fields.fault(
                    fields.has("host") ? "host_key" : "host",
                    ErrorCode.INVALID_REQUEST,
                    "host and host_key are needed; the latter is what ssh-keyscan prints, such as ssh-ed25519 AAAA….");
        }
        String host = fields.parsed("host", SftpRequest::host).orElse("");
        int port = fields.node("port").map(node -> port(fields, node)).orElse(PORT);
        String user = fields.requiredText("user", 1, 200).orElse("");
        String hostKey = fields.parsed("host_key", MAX_KEY, SftpKeys::checkHostKey).orElse("");
        String directory = DestinationRequest.prefix(fields, "directory");
        TargetSecrets secrets = secrets(fields);
        fields.done();
        return new Access(new SftpSettings(host, port, user, hostKey, directory), secrets);
    }

    private static @Nullable TargetSecrets secrets(JsonFields fields) {
        Optional<String> password = fields.text("password", 1, MAX_KEY);
        Optional<String> key = fields.text("private_key", 1, MAX_KEY);
        Optional<String> passphrase = fields.text("passphrase", 1, MAX_KEY);
        if (password.isPresent() && key.isPresent()) {
            fields.fault("password", ErrorCode.INVALID_REQUEST, "Give either password or private_key.");
        }
        if (password.isEmpty() && key.isEmpty()) {
            return null;
        }
        TargetSecrets.Sftp secrets =
                new TargetSecrets.Sftp(password.orElse(null), key.orElse(null), passphrase.orElse(null));
        try {
            SftpKeys.check(secrets);
        } catch (MusterException e) {
            fields.fault("private_key", e.code(), e.detail());
        }
        return secrets;
    }

    private static String host(String text) {
        if (!HOST.matcher(text).matches()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "'" + text + "' is not a host; give one such as sftp.example.com.");
        }
        return text;
    }

    private static int port(JsonFields fields, JsonNode node) {
        if (!node.isInt() || node.intValue() < 1 || node.intValue() > MAX_PORT) {
            fields.fault("port", ErrorCode.INVALID_REQUEST, "port is " + node + "; give a number from 1 to 65535.");
            return PORT;
        }
        return node.intValue();
    }
}
