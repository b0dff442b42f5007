package io.muster.client;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A body of rows, streamed from its source. */
final class UploadBody implements RequestBody {
    private final ImportSource source;
    private final Progress progress;
    private volatile @Nullable CountedStream sending;

    UploadBody(ImportSource source, Progress progress) {
        this.source = source;
        this.progress = progress;
    }

    @Override
    public void attach(HttpRequest.Builder request, String method) throws IOException {
        boolean first = sending == null;
        CountedStream stream = new CountedStream(source.open(), source.length(), progress);
        sending = stream;
        request.header("Content-Type", source.format().mediaType());
        source.encoding().headerValue().ifPresent(encoding -> request.header("Content-Encoding", encoding));
        // Wrong credentials are then heard of before the rows are sent, not in the middle of them.
        request.expectContinue(first && source.length() != 0);
        request.method(method, publisher(stream));
    }

    private BodyPublisher publisher(CountedStream stream) {
        if (source.length() == 0) {
            return BodyPublishers.noBody();
        }
        BodyPublisher rows = BodyPublishers.ofInputStream(() -> stream);
        return source.length() < 0 ? rows : BodyPublishers.fromPublisher(rows, source.length());
    }

    /** Whether the rows are being sent, rather than waiting to be asked for. */
    boolean begun() {
        CountedStream last = sending;
        return last != null && last.begun();
    }

    @Override
    public boolean repeatable() {
        CountedStream last = sending;
        return source.repeatable() || last == null || !last.begun();
    }

    @Override
    public void finish() throws IOException {
        CountedStream last = sending;
        if (last == null) {
            return;
        }
        // Asked before closing, which may make a read that is no longer wanted fail.
        Optional<IOException> failure = last.failure();
        if (source.repeatable()) {
            last.close();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
