package io.muster.server.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes directories (700) and files (600) that are their owner's only, where the file system knows such; what is there already
 * stays as it is. Thread-safe.
 */
public final class PrivateFiles {
    private PrivateFiles() {}

    /** Makes the directory, if it is not there. Those above it are made as any other. */
    public static void directory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(directory.toAbsolutePath().getParent());
        try {
            Files.createDirectory(directory, ownersOnly(directory, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    /** Makes an empty file, if it is not there. */
    public static void file(Path file) throws IOException {
        try {
            Files.createFile(file, ownersOnly(file, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            return;
        }
    }

    private static FileAttribute<?>[] ownersOnly(Path path, String permissions) {
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)} : new FileAttribute<?>[] {};
    }
}
