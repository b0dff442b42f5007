package io.muster.server.webhook;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.project.Project;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping(path = "/v1/projects/{project}/webhooks/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.ADMIN)
class MessageController {

    private final Messages messages;
    private final JsonMapper json;

    MessageController(Messages messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
    }

    @GetMapping
    Page<MessageView> list(
            Project project,
            @RequestParam @Nullable String webhook,
            @RequestParam @Nullable String state,
            PageRequest page) {
        return messages.list(project.id(), webhook, state == null ? null : state(state), page)
                .map(MessageView::of);
    }

    @GetMapping("/{delivery}")
    MessageView.Detailed get(Project project, @PathVariable String delivery) {
        Message message = messages.get(project.id(), delivery);
        return MessageView.Detailed.of(message, messages.attempts(message), json);
    }

    @PostMapping("/{delivery}/replay")
    ResponseEntity<MessageView> replay(Project project, @PathVariable String delivery) {
        return ResponseEntity.accepted().body(MessageView.of(messages.replay(project.id(), delivery)));
    }

    private static MessageState state(String text) {
        return Arrays.stream(MessageState.values())
                .filter(state -> state.code().equals(text))
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.INVALID_REQUEST,
                        "state: " + text + " cannot be; give one of "
                                + Arrays.stream(MessageState.values())
                                        .map(MessageState::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
