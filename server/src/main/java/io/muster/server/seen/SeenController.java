package io.muster.server.seen;

import io.muster.engine.EventSummary;
import io.muster.engine.FieldSummary;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.project.Project;
import io.muster.server.query.Queries;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/projects/{project}/catalog", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.READ)
class SeenController {
    private final Queries queries;

    SeenController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/attributes")
    Page<NamedValue> attributes(Project project, PageRequest page) {
        List<FieldSummary> seen =
                queries.ask(project.id(), (snapshot, deadline) -> snapshot.attributes(deadline)).stream()
                        .filter(field -> field.scope() == FieldSummary.Scope.ATTRIBUTE)
                        .toList();
        return page("attributes:" + project.id(), seen, FieldSummary::name, page)
                .map(NamedValue::of);
    }

    @GetMapping("/events")
    Page<EventType> events(Project project, PageRequest page) {
        List<EventSummary> seen = queries.ask(project.id(), (snapshot, deadline) -> snapshot.events(deadline));
        return page("events:" + project.id(), seen, EventSummary::name, page).map(EventType::of);
    }

    /** Names are few enough to be had all at once. */
    private static <T> Page<T> page(String list, List<T> seen, Function<T, String> name, PageRequest page) {
        Optional<String> after = page.start(list, 1).map(cursor -> cursor.text(0));
        List<T> rest = seen.stream()
                .sorted(Comparator.comparing(name))
                .filter(it -> after.isEmpty() || name.apply(it).compareTo(after.get()) > 0)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(rest, page.limit(), last -> Cursor.encode(list, name.apply(last)));
    }
}
