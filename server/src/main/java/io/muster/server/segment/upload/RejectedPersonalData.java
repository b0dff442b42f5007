package io.muster.server.segment.upload;

import io.muster.model.ProjectId;
import io.muster.server.personal.Findings;
import io.muster.server.personal.Mentions;
import io.muster.server.personal.PersonalData;
import io.muster.server.personal.Place;
import io.muster.server.personal.Subject;
import io.muster.server.personal.Subjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Files with the rejected rows of uploads. One that speaks of somebody who is erased goes as a whole. */
@Component
class RejectedPersonalData implements PersonalData {

    private final UploadStore uploads;
    private final ReasonFiles files;
    private final JsonMapper json;

    RejectedPersonalData(UploadStore uploads, ReasonFiles files, JsonMapper json) {
        this.uploads = uploads;
        this.files = files;
        this.json = json;
    }

    @Override
    public Place place() {
        return Place.REJECTED_KEYS;
    }

    @Override
    public long count(Subjects subjects) {
        return speaking(subjects).size();
    }

    @Override
    public void erase(Subjects subjects) {
        for (String upload : speaking(subjects)) {
            files.delete(upload);
            uploads.forgetReasons(upload);
        }
    }

    @Override
    public void read(ProjectId project, Subject subject, Findings findings) {
        Mentions mentions = new Subjects(project, List.of(subject)).mentions();
        for (String upload : uploads.withReasons(project)) {
            lines(
                    upload,
                    lines -> lines.filter(mentions::in)
                            .forEach(line -> findings.add("rejected_key", json.readTree(line))));
        }
    }

    private List<String> speaking(Subjects subjects) {
        Mentions mentions = subjects.mentions();
        return uploads.withReasons(subjects.project()).stream()
                .filter(upload -> {
                    boolean[] found = {false};
                    lines(upload, lines -> found[0] = lines.anyMatch(mentions::in));
                    return found[0];
                })
                .toList();
    }

    private void lines(String upload, java.util.function.Consumer<Stream<String>> reader) {
        files.find(upload).ifPresent(file -> {
            try (Stream<String> lines = Files.lines(file)) {
                reader.accept(lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
