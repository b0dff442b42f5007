package io.muster.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One download of one file: streams it, goes on where it broke off, and proves it. For one thread at a time. */
final class Download {
    private static final int BUFFER = 1 << 16;

    private final Transport transport;
    private final Call file;
    private final PartFile part;
    private volatile @Nullable ManifestFile expected;
    private volatile Progress progress = Progress.NONE;
    private @Nullable String etag;
    private int failures;
    private int resumed;

    Download(Transport transport, Call file, PartFile part) {
        this.transport = transport;
        this.file = file.header("Accept", "*/*").header("Accept-Encoding", "identity");
        this.part = part;
    }

    /** Says what it has to be, as soon as that is known; another thread may be reading it already. */
    void expect(ManifestFile file, Progress progress) {
        this.expected = file;
        this.progress = progress;
    }

    /** Reads what is missing; where it is not known how much that is, until an answer ends well. */
    void fetch() throws IOException {
        boolean whole = isWhole();
        while (!whole) {
            long before = part.size();
            try {
                append();
                whole = true;
            } catch (BrokenDownload e) {
                part.keepForLater();
                waitAfter(e, part.size() > before);
            }
        }
    }

    /** Reads what is missing of the file that is expected, and puts it where it belongs if it is that. */
    DownloadedFile finish(Path target, Manifest manifest, int number) throws IOException {
        ManifestFile file = manifest.files().get(number);
        if (part.size() > file.bytes()) {
            part.clear();
        }
        boolean begun = part.size() > 0;
        if (begun) {
            // An export's own files have their SHA-256 as tag; from others the whole comes again.
            etag = "\"" + file.sha256() + "\"";
        }
        fetch();
        String digest = part.digest();
        if (begun && !digest.equals(file.sha256())) {
            // What was there was of another file, or of this one before it was made anew.
            part.clear();
            fetch();
            digest = part.digest();
        }
        check(digest, file);
        part.keep();
        return new DownloadedFile(target, file, manifest, resumed);
    }

    private boolean isWhole() {
        ManifestFile file = expected;
        return file != null && file.bytes() > 0 && part.size() == file.bytes();
    }

    private void append() throws IOException, BrokenDownload {
        HttpResponse<Answer> response = transport.open(callFrom(part.size()));
        try (InputStream body = response.body().stream()) {
            boolean goesOn = response.statusCode() == 206;
            if (goesOn) {
                resumed++;
            } else {
                part.clear();
            }
            etag = response.headers().firstValue("ETag").orElse(null);
            copy(body);
        }
    }

    private Call callFrom(long offset) {
        // Without a tag there is no telling whether the rest belongs to what we have.
        return offset == 0 || etag == null
                ? file
                : file.header("Range", "bytes=" + offset + "-").header("If-Range", etag);
    }

    private void copy(InputStream body) throws IOException, BrokenDownload {
        byte[] buffer = new byte[BUFFER];
        try (StallGuard guard =
                new StallGuard(body, transport.settings().timeouts().stall())) {
            for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
                guard.moved();
                part.append(buffer, read);
                progress.advanced(part.size(), total());
            }
        }
        if (part.size() < total()) {
            throw new BrokenDownload(new IOException("the answer ended after " + part.size() + " bytes"));
        }
    }

    private long total() {
        ManifestFile file = expected;
        return file == null ? Progress.UNKNOWN : file.bytes();
    }

    /** Keeps failures of the connection apart from those of the disk. */
    private static int read(InputStream body, byte[] buffer) throws BrokenDownload {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new BrokenDownload(e);
        }
    }

    private void waitAfter(BrokenDownload broken, boolean moved) {
        failures = moved ? 1 : failures + 1;
        RetryPolicy policy = transport.settings().retries();
        if (failures >= policy.maxAttempts()) {
            throw new MusterConnectionException(
                    "The download broke off " + failures + " times: " + broken.getMessage(), broken);
        }
        transport.pause().unchecked(policy.delayAfter(failures, Math.random()));
    }

    private void check(String digest, ManifestFile file) {
        if (part.size() != file.bytes()) {
            throw new MusterDownloadException("The file has " + part.size() + " bytes; its manifest says "
                    + file.bytes() + ". Nothing was kept.");
        }
        if (!digest.equals(file.sha256())) {
            throw new MusterDownloadException(
                    "The file's SHA-256 is " + digest + "; its manifest says " + file.sha256() + ". Nothing was kept.");
        }
    }

    /** The connection, not the disk, gave up. */
    private static final class BrokenDownload extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenDownload(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
