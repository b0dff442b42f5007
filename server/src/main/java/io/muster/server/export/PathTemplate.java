package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.project.Project;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** What the names of an export's files begin with where they are put outside of this server: a prefix with placeholders. */
public final class PathTemplate {

    private static final Pattern FIXED = Pattern.compile("[\\p{L}\\p{N} !$&'()+,./:;=@_~-]*");
    private static final Pattern KNOWN = Pattern.compile("\\{(project|segment|export|date)}");

    private PathTemplate() {}

    /**
     * Gives back a prefix that can be filled in.
     *
     * @throws MusterException INVALID_REQUEST
     */
    public static String check(String prefix) {
        String fixed = KNOWN.matcher(prefix).replaceAll("");
        boolean climbs = Pattern.compile("(^|/)\\.{1,2}(/|$)").matcher(prefix).find();
        if (climbs || !FIXED.matcher(fixed).matches() || prefix.contains("//")) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + prefix + "' cannot begin a path; give one such as exports/{project}/{segment}/{date}/, with"
                            + " {project}, {segment}, {export} and {date} as placeholders.");
        }
        return prefix;
    }

    /** The folder that a prefix is for the export; ends in a slash unless it is empty. */
    public static String fill(String prefix, Project project, Export export) {
        String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        Export.SegmentReference segment = export.what().segment();
        LocalDate date = export.times().createdAt().atZone(project.zone()).toLocalDate();
        return folder.replace("{project}", project.key())
                .replace("{segment}", segment == null ? "adhoc" : segment.key())
                .replace("{export}", export.id())
                .replace("{date}", date.toString());
    }
}
