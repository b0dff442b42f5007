package io.muster.server.export.file;

import io.muster.server.storage.UploadLog;
import java.util.Optional;

/** Remembers the upload of one file in the catalogue. */
record FileUploadLog(StoredFileStore store, StoredFile file) implements UploadLog {

    @Override
    public Optional<String> open() {
        return store.upload(file);
    }

    @Override
    public void opened(String upload) {
        store.upload(file, upload);
    }

    @Override
    public void closed() {
        store.upload(file, null);
    }
}
