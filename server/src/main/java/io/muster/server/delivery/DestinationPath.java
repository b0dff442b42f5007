package io.muster.server.delivery;

import io.muster.server.export.Export;
import io.muster.server.export.PathTemplate;
import io.muster.server.project.Project;
import io.muster.server.storage.DirectorySettings;
import io.muster.server.storage.S3Settings;
import io.muster.server.storage.SftpSettings;
import io.muster.server.storage.TargetSettings;

/** Where a destination puts the files of an export: its prefix, then the export's id. */
final class DestinationPath {

    private DestinationPath() {}

    /** The path of one of the export's files. */
    static String of(Destination destination, Project project, Export export, int number, int of, String name) {
        String prefix =
                switch (settings(destination)) {
                    case S3Settings s3 -> s3.prefix();
                    case SftpSettings sftp -> sftp.directory();
                    case DirectorySettings directory -> directory.directory();
                };
        return PathTemplate.fill(prefix, project, export) + export.id() + (of == 1 ? "" : "-" + number) + ending(name);
    }

    /** The destination's settings, with each project in a directory of its own. */
    static TargetSettings settings(Destination destination) {
        return switch (destination.settings()) {
            case S3Settings s3 -> s3;
            case SftpSettings sftp -> sftp;
            case DirectorySettings directory ->
                new DirectorySettings(destination.project() + "/" + directory.directory());
        };
    }

    /** {@code .csv.gz} of a name whose own part has no dots. */
    private static String ending(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }
}
