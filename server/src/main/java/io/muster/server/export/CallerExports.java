package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Caller;
import io.muster.server.export.Export.SegmentReference;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.project.Project;
import io.muster.server.project.ProjectGate;
import io.muster.server.project.Projects;
import io.muster.server.segment.Segment;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The exports of every project that a caller sees, for interfaces whose paths name no project. Thread-safe. */
@Service
public class CallerExports {
    private static final int STEP = 100;

    private final ExportStore store;
    private final Projects projects;
    private final ProjectGate gate;
    private final Clock clock;

    CallerExports(ExportStore store, Projects projects, ProjectGate gate, Clock clock) {
        this.store = store;
        this.projects = projects;
        this.gate = gate;
        this.clock = clock;
    }

    /** An export and the project that it is of. */
    public record Located(Project project, Export export) {}

    /**
     * The export with that id, whose project this is a request to.
     *
     * @throws MusterException NOT_FOUND, also where it is of a project that the caller does not see
     * @throws io.muster.server.http.ProblemException TOO_MANY_REQUESTS
     */
    public Located get(Caller caller, String id) {
        Located located = store.find(id)
                .map(export -> export.at(clock.instant()))
                .flatMap(export -> project(caller, export).map(project -> new Located(project, export)))
                .orElseThrow(() -> new MusterException(ErrorCode.NOT_FOUND, "There is no export \"" + id + "\"."));
        gate.enter(located.project());
        return located;
    }

    /** Those in one of these states, newest first; a request to the project where the caller sees only one. */
    public Page<Located> list(Caller caller, Set<ExportState> states, PageRequest page) {
        Map<String, Project> seen = Page.all(request -> projects.list(caller, request)).stream()
                .collect(Collectors.toMap(project -> project.id().value(), Function.identity()));
        if (seen.size() == 1) {
            seen.values().forEach(gate::enter);
        }
        String list = "exports-of:" + caller.organization() + ":" + EnumSet.copyOf(states);
        String before = page.start(list, 1).map(cursor -> cursor.text(0)).orElse(null);
        List<Export> found = store.list(seen.keySet(), states, clock.instant(), before, page.limit() + 1);
        return Page.of(found, page.limit(), (Export last) -> Cursor.encode(list, last.id()))
                .map(export -> new Located(Objects.requireNonNull(seen.get(export.project())), export));
    }

    /** The segment's newest export in one of these states that will do. */
    public Optional<Export> newest(
            Project project, Segment segment, Set<ExportState> states, Predicate<Export> willDo) {
        Collection<String> only = Set.of(project.id().value());
        String before = null;
        List<Export> some;
        do {
            some = store.list(only, states, clock.instant(), before, STEP);
            Optional<Export> found = some.stream()
                    .filter(export -> isOf(segment, export) && willDo.test(export))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            before = some.isEmpty() ? null : some.getLast().id();
        } while (some.size() == STEP);
        return Optional.empty();
    }

    private Optional<Project> project(Caller caller, Export export) {
        try {
            return Optional.of(projects.get(export.project(), caller));
        } catch (MusterException e) {
            return Optional.empty();
        }
    }

    private static boolean isOf(Segment segment, Export export) {
        SegmentReference of = export.what().segment();
        return of != null && of.id().equals(segment.id());
    }
}
