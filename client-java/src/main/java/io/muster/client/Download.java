package io.muster.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One download of one file: streams it, goes on where it broke off, and proves it. */
final class Download {
    private static final int BUFFER = 1 << 16;

    private final Transport transport;
    private final Call file;
    private final Path target;
    private final Progress progress;
    private @Nullable String etag;
    private int failures;
    private int resumed;

    Download(Transport transport, Call file, Path target, Progress progress) {
        this.transport = transport;
        this.file = file.header("Accept", "*/*").header("Accept-Encoding", "identity");
        this.target = target;
        this.progress = progress;
    }

    DownloadedFile run(Manifest manifest, int number) throws IOException {
        ManifestFile expected = manifest.files().get(number);
        try (PartFile part = PartFile.open(target, expected)) {
            // An export's own files have their SHA-256 as tag; from others the whole comes again.
            etag = part.size() > 0 ? "\"" + expected.sha256() + "\"" : null;
            fetch(part, expected.bytes());
            check(part, expected);
            part.keep();
        }
        return new DownloadedFile(target, expected, manifest, resumed);
    }

    private void fetch(PartFile part, long total) throws IOException {
        if (total > 0 && part.size() == total) {
            return;
        }
        do {
            long before = part.size();
            try {
                append(part, total);
            } catch (BrokenDownload e) {
                part.keepForLater();
                waitAfter(e, part.size() > before);
            }
        } while (part.size() < total);
    }

    private void append(PartFile part, long total) throws IOException, BrokenDownload {
        HttpResponse<Answer> response = transport.open(callFrom(part.size()));
        try (InputStream body = response.body().stream()) {
            boolean goesOn = response.statusCode() == 206;
            if (goesOn) {
                resumed++;
            } else {
                part.clear();
            }
            etag = response.headers().firstValue("ETag").orElse(null);
            copy(body, part, total);
        }
    }

    private Call callFrom(long offset) {
        // Without a tag there is no telling whether the rest belongs to what we have.
        return offset == 0 || etag == null
                ? file
                : file.header("Range", "bytes=" + offset + "-").header("If-Range", etag);
    }

    private void copy(InputStream body, PartFile part, long total) throws IOException, BrokenDownload {
        byte[] buffer = new byte[BUFFER];
        try (StallGuard guard =
                new StallGuard(body, transport.settings().timeouts().stall())) {
            for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
                guard.moved();
                part.append(buffer, read);
                progress.advanced(part.size(), total);
            }
        }
        if (part.size() < total) {
            throw new BrokenDownload(new IOException("the answer ended after " + part.size() + " bytes"));
        }
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

    private static void check(PartFile part, ManifestFile expected) {
        String digest = part.digest();
        if (part.size() != expected.bytes()) {
            throw new MusterDownloadException("The file has " + part.size() + " bytes; its manifest says "
                    + expected.bytes() + ". Nothing was kept.");
        }
        if (!digest.equals(expected.sha256())) {
            throw new MusterDownloadException("The file's SHA-256 is " + digest + "; its manifest says "
                    + expected.sha256() + ". Nothing was kept.");
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
