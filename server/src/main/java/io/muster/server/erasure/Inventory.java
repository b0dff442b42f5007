package io.muster.server.erasure;

import io.muster.model.ProjectId;
import io.muster.server.personal.Findings;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Subject;
import io.muster.server.personal.Subjects;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Walks every place where data of people lie, in the order of {@link io.muster.server.personal.Place}. Thread-safe. */
@Component
class Inventory {

    private final List<PersonalData> places;

    Inventory(List<PersonalData> places) {
        this.places = places.stream()
                .sorted(Comparator.comparing(PersonalData::place))
                .toList();
    }

    int size() {
        return places.size();
    }

    /** How much there is of them, by place. */
    Map<String, Long> count(Subjects subjects) {
        Map<String, Long> counts = new LinkedHashMap<>();
        places.forEach(data -> counts.put(data.place().text(), data.count(subjects)));
        return counts;
    }

    /** Erases them everywhere. */
    void erase(Subjects subjects, Runnable afterEach) {
        for (PersonalData data : places) {
            data.erase(subjects);
            afterEach.run();
        }
    }

    /** Erases what work that had begun before has brought back since; true where there was something. */
    boolean eraseAgain(Subjects subjects) {
        boolean found = false;
        for (PersonalData data : places) {
            if (data.count(subjects) > 0) {
                data.erase(subjects);
                found = true;
            }
        }
        return found;
    }

    void read(ProjectId project, Subject subject, Findings findings) {
        places.forEach(data -> data.read(project, subject, findings));
    }
}
