package io.muster.server.erasure;

import io.muster.model.ErrorCode;
import io.muster.server.http.JsonFields;
import io.muster.server.personal.SubjectKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the keys of people out of requests. */
final class SubjectKeys {

    static final int MOST = 1_000;

    private SubjectKeys() {}

    /** Keys of many: {@code profiles}, {@code export_keys}, {@code identities}. */
    static List<SubjectKey> many(JsonFields fields) {
        List<SubjectKey> keys = new ArrayList<>();
        fields.keys("profiles").ifPresent(ids -> ids.forEach(id -> keys.add(new SubjectKey(SubjectKey.ID, id))));
        fields.keys("export_keys")
                .ifPresent(ids -> ids.forEach(id -> keys.add(new SubjectKey(SubjectKey.EXPORT_KEY, id))));
        fields.node("identities").ifPresent(list -> identities(fields, list, keys));
        List<SubjectKey> distinct = List.copyOf(new LinkedHashSet<>(keys));
        if (distinct.isEmpty() || distinct.size() > MOST) {
            fields.fault(
                    "profiles",
                    ErrorCode.INVALID_REQUEST,
                    "profiles, export_keys and identities have " + distinct.size() + " keys together; give 1 to " + MOST
                            + ".");
        }
        return distinct;
    }

    /** The key of one: {@code profile}, {@code export_key} or {@code identity}. */
    static Optional<SubjectKey> one(JsonFields fields) {
        List<SubjectKey> keys = new ArrayList<>();
        fields.key("profile").ifPresent(id -> keys.add(new SubjectKey(SubjectKey.ID, id)));
        fields.key("export_key").ifPresent(key -> keys.add(new SubjectKey(SubjectKey.EXPORT_KEY, key)));
        fields.object("identity").ifPresent(identity -> {
            Optional<String> keyspace = required(identity, "keyspace");
            Optional<String> key = required(identity, "key");
            identity.done();
            keyspace.ifPresent(space -> key.ifPresent(it -> keys.add(SubjectKey.identity(space, it))));
        });
        boolean one = keys.size() == 1;
        if (keys.size() > 1 || (keys.isEmpty() && !fields.has("identity"))) {
            fields.fault(
                    "profile",
                    ErrorCode.INVALID_REQUEST,
                    "There are " + keys.size() + " keys; give one of profile, export_key and identity.");
        }
        return one ? Optional.of(keys.getFirst()) : Optional.empty();
    }

    private static Optional<String> required(JsonFields identity, String name) {
        if (!identity.has(name)) {
            identity.fault(name, ErrorCode.INVALID_REQUEST, name + " is missing.");
        }
        return identity.key(name);
    }

    private static void identities(JsonFields fields, JsonNode list, List<SubjectKey> keys) {
        if (!list.isArray()) {
            fields.fault("identities", ErrorCode.WRONG_TYPE, "identities has to be a list of keyspaces and keys.");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode each = list.get(i);
            boolean good = each instanceof ObjectNode object
                    && object.size() == 2
                    && object.path("keyspace").isString()
                    && object.path("key").isString();
            if (good) {
                keys.add(SubjectKey.identity(
                        each.get("keyspace").stringValue(), each.get("key").stringValue()));
            } else {
                fields.fault(
                        "identities/" + i,
                        ErrorCode.WRONG_TYPE,
                        "identities/" + i + " has to have a keyspace and a key, both texts, and nothing else.");
            }
        }
    }
}
