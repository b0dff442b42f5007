package io.muster.server.webhook;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.Export;
import io.muster.server.export.ExportExtra;
import io.muster.server.project.Project;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The member {@code callback_url} of exports. */
@Component
class ExportCallback implements ExportExtra {

    private static final String MEMBER = "callback_url";

    private final Callbacks callbacks;
    private final ExportCallbackStore store;

    ExportCallback(Callbacks callbacks, ExportCallbackStore store) {
        this.callbacks = callbacks;
        this.store = store;
    }

    @Override
    public String member() {
        return MEMBER;
    }

    @Override
    public JsonNode check(Project project, JsonNode value) {
        if (!value.isString()) {
            throw new MusterException(ErrorCode.WRONG_TYPE, MEMBER + " is " + value + "; give a URL.");
        }
        return StringNode.valueOf(callbacks.check(value.stringValue()).toString());
    }

    @Override
    public void added(Export export, JsonNode checked) {
        store.insert(export.id(), checked.stringValue());
    }

    @Override
    public String seenAs() {
        return MEMBER;
    }

    @Override
    public Map<String, ?> seen(Collection<String> exports) {
        return store.find(exports);
    }

    @Override
    public @Nullable Object nothing() {
        return null;
    }
}
