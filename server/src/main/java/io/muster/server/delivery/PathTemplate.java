package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.Export;
import io.muster.server.project.Project;
import io.muster.server.storage.DirectorySettings;
import io.muster.server.storage.S3Settings;
import io.muster.server.storage.SftpSettings;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Where a destination puts the files of an export: a prefix with placeholders, then the export's id. */
final class PathTemplate {

    private static final Pattern FIXED = Pattern.compile("[\\p{L}\\p{N} !$&'()+,./:;=@_~-]*");
    private static final Pattern KNOWN = Pattern.compile("\\{(project|segment|export|date)}");

    private PathTemplate() {}

    /**
     * Gives back a prefix that can be filled in.
     *
     * @throws MusterException INVALID_REQUEST
     */
    static String check(String prefix) {
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

    /** The path of one of the export's files. */
    static String path(Destination destination, Project project, Export export, int number, int of, String name) {
        String prefix =
                switch (destination.settings()) {
                    case S3Settings s3 -> s3.prefix();
                    case SftpSettings sftp -> sftp.directory();
                    case DirectorySettings directory -> project.id() + "/" + directory.directory();
                };
        String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        return fill(folder, project, export) + export.id() + (of == 1 ? "" : "-" + number) + ending(name);
    }

    private static String fill(String prefix, Project project, Export export) {
        Export.SegmentReference segment = export.what().segment();
        LocalDate date = export.times().createdAt().atZone(project.zone()).toLocalDate();
        return prefix.replace("{project}", project.key())
                .replace("{segment}", segment == null ? "adhoc" : segment.key())
                .replace("{export}", export.id())
                .replace("{date}", date.toString());
    }

    /** {@code .csv.gz} of a name whose own part has no dots. */
    private static String ending(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }
}
