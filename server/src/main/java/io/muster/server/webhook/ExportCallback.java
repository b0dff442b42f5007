package io.muster.server.webhook;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.Export;
import io.muster.server.export.ExportExtra;
import io.muster.server.project.Project;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The member {@code callback_url} of exports: a URL, or an object of {@code url} and {@code form}, the {@link CallbackForm}
 * that it is called in.
 */
@Component
class ExportCallback implements ExportExtra {

    private static final String MEMBER = "callback_url";

    private final Callbacks callbacks;
    private final ExportCallbackStore store;
    private final List<String> forms;

    ExportCallback(Callbacks callbacks, ExportCallbackStore store, List<CallbackForm> forms) {
        this.callbacks = callbacks;
        this.store = store;
        this.forms = forms.stream().map(CallbackForm::name).sorted().toList();
    }

    @Override
    public String member() {
        return MEMBER;
    }

    @Override
    public JsonNode check(Project project, JsonNode value) {
        if (value.isObject() && value.path("url").isString() && value.size() == 2) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("url", url(value.path("url")))
                    .put("form", form(value.path("form")));
        }
        if (!value.isString()) {
            throw new MusterException(ErrorCode.WRONG_TYPE, MEMBER + " is " + value + "; give a URL.");
        }
        return JsonNodeFactory.instance.objectNode().put("url", url(value));
    }

    @Override
    public void added(Export export, JsonNode checked) {
        JsonNode form = checked.get("form");
        store.insert(export.id(), checked.required("url").stringValue(), form == null ? null : form.stringValue());
    }

    private String url(JsonNode value) {
        return callbacks.check(value.stringValue()).toString();
    }

    private String form(JsonNode value) {
        if (!value.isString() || !forms.contains(value.stringValue())) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    MEMBER + "/form is " + value + "; give one of " + String.join(", ", forms) + ".");
        }
        return value.stringValue();
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
