package io.muster.server.facade.artsy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.ApplicationSettings;
import io.muster.server.access.Caller;
import io.muster.server.access.RedirectUrl;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a request says of an application; what this interface does not know is passed over. */
final class ApplicationFields {
    private static final int MAX_NAME = 200;
    private static final String NAME = "name";
    private static final String REDIRECT_URLS = "redirect_urls";
    private static final String ENABLED = "enabled";

    private ApplicationFields() {}

    /**
     * A new application, which may do what its maker may.
     *
     * @throws MusterException with every fault
     */
    static ApplicationSettings forNew(Caller maker, Parameters sent) {
        JsonFields fields = fields(sent);
        Optional<String> name = fields.requiredText(NAME, 1, MAX_NAME);
        UnaryOperator<ApplicationSettings> rest = rest(fields);
        fields.done();
        return rest.apply(ApplicationSettings.of(name.orElseThrow(), maker.reach(), maker.scopes())
                .boundBy(maker.bounds()));
    }

    /** @throws MusterException with every fault */
    static UnaryOperator<ApplicationSettings> forUpdate(Parameters sent) {
        JsonFields fields = fields(sent);
        Optional<String> name = fields.text(NAME, 1, MAX_NAME);
        UnaryOperator<ApplicationSettings> rest = rest(fields);
        fields.done();
        return before -> rest.apply(before.named(name.orElse(before.name())));
    }

    private static UnaryOperator<ApplicationSettings> rest(JsonFields fields) {
        Optional<List<String>> urls = fields.texts(REDIRECT_URLS);
        urls.ifPresent(each -> check(fields, each));
        Optional<Boolean> enabled = fields.flag(ENABLED);
        return before ->
                before.redirectingTo(urls.orElse(before.redirectUrls())).enabled(enabled.orElse(before.enabled()));
    }

    private static void check(JsonFields fields, List<String> urls) {
        if (urls.size() > RedirectUrl.MOST) {
            String detail = "redirect_urls has " + urls.size() + " items; give up to " + RedirectUrl.MOST + ".";
            fields.fault(REDIRECT_URLS, ErrorCode.INVALID_REQUEST, detail);
        }
        for (String url : urls) {
            try {
                RedirectUrl.check(url);
            } catch (MusterException e) {
                fields.fault(REDIRECT_URLS, e.code(), e.detail());
            }
        }
    }

    /** Forms have texts only: a truth value is one of two of them. */
    private static JsonFields fields(Parameters sent) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        first(sent, NAME).ifPresent(name -> body.put(NAME, name));
        first(sent, ENABLED).ifPresent(text -> {
            if (Set.of("true", "false").contains(text)) {
                body.put(ENABLED, Boolean.parseBoolean(text));
            } else {
                body.put(ENABLED, text);
            }
        });
        if (sent.has(REDIRECT_URLS)) {
            ArrayNode urls = body.putArray(REDIRECT_URLS);
            sent.list(REDIRECT_URLS).forEach(urls::add);
        }
        return new JsonFields(body);
    }

    private static Optional<String> first(Parameters sent, String name) {
        return sent.values().getOrDefault(name, List.of()).stream().findFirst();
    }
}
