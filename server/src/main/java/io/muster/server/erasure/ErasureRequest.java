package io.muster.server.erasure;

import io.muster.server.http.JsonFields;
import io.muster.server.personal.SubjectKey;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whom to erase.
 *
 * @param suppress whether rows with a key of theirs are to be dropped from then on
 * @param dryRun whether only to tell what would be erased
 */
record ErasureRequest(List<SubjectKey> keys, boolean suppress, boolean dryRun) {

    /** @throws io.muster.model.MusterException with every fault */
    static ErasureRequest read(ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        List<SubjectKey> keys = SubjectKeys.many(fields);
        boolean suppress = fields.flag("suppress").orElse(false);
        boolean dryRun = fields.flag("dry_run").orElse(false);
        fields.done();
        return new ErasureRequest(keys, suppress, dryRun);
    }
}
