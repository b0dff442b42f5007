package io.muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.cli.vendor.Opener;
import io.muster.client.MusterJson;
import io.muster.client.RowError;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of rejected rows: one JSON object on each line with the reason and, where the file can be read again, the line
 * itself.
 */
final class RejectedRows implements Closeable {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Rejected(
            String file,
            long line,
            String code,
            String detail,
            @Nullable String row) {}

    private final @Nullable Writer out;

    /** Writes to that file, or nowhere if there is none. */
    RejectedRows(@Nullable Path file) throws IOException {
        this.out = file == null ? null : Files.newBufferedWriter(file);
    }

    void write(RowFile file, List<RowError> errors) throws IOException {
        if (out == null || errors.isEmpty()) {
            return;
        }
        Set<Long> wanted = errors.stream().map(RowError::line).collect(Collectors.toCollection(TreeSet::new));
        Map<Long, String> lines = file.lines() == null ? Map.of() : lines(file.lines(), wanted);
        for (RowError error : errors) {
            Rejected row =
                    new Rejected(file.name(), error.line(), error.code(), error.detail(), lines.get(error.line()));
            out.write(MusterJson.mapper().writeValueAsString(row) + "\n");
        }
    }

    private static Map<Long, String> lines(Opener file, Set<Long> wanted) throws IOException {
        Map<Long, String> lines = new HashMap<>();
        // A row may be rejected because it is not UTF-8, and is shown as well as can be.
        var decoder = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file.open(), decoder))) {
            String line = reader.readLine();
            for (long number = 1; line != null && lines.size() < wanted.size(); number++) {
                if (wanted.contains(number)) {
                    lines.put(number, line);
                }
                line = reader.readLine();
            }
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
