package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.server.MusterApi;
import io.muster.bench.server.MusterApi.Export;
import io.muster.bench.server.MusterApi.Proof;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Every profile of a project in six columns as a file: asked for, downloaded and proved. */
record ExportRequest(MusterApi api, String project, long profiles) {

    static final List<String> COLUMNS = List.of("id", "country", "age", "plan", "city", "lifetime_value");

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 25;

    /** Asks, and waits until it is made by asking again and again; gives back its id. */
    String make(String form) throws IOException, InterruptedException {
        Export export = start(form);
        long pause = FIRST_PAUSE_MILLIS;
        while (export.state().equals("queued") || export.state().equals("running")) {
            Thread.sleep(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            export = api.export(project, export.id());
        }
        if (!export.state().equals("succeeded")) {
            throw new BenchFailure("The export is " + export.state() + " instead of succeeded: " + export.detail());
        }
        return export.id();
    }

    /** Asks, and reads the file while it is made; gives back the id. */
    String make(String form, Path target) throws IOException {
        String export = start(form).id();
        api.download(project, export, target);
        return export;
    }

    private Export start(String form) throws IOException {
        String columns = "[\"" + String.join("\",\"", COLUMNS) + "\"]";
        return api.startExport(project, "{\"definition\":{\"all\":[]},\"columns\":" + columns + "," + form + "}");
    }

    /** Fails unless the file is what the manifest says, with every profile. */
    void verify(String export, Path file) throws IOException {
        Proof proof = api.proof(project, export);
        Proof found = new Proof(profiles, Files.size(file), sha256(file));
        if (!proof.equals(found)) {
            throw new BenchFailure("The manifest says " + proof + ", right would be " + found);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
