package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.reference.ReferenceDatabase;
import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Aim;
import io.muster.bench.report.Samples;
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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Every profile in six columns as a CSV file: asked for, awaited and downloaded, beside DuckDB's COPY. */
public final class ExportMeasure {

    private static final List<String> COLUMNS = List.of("id", "country", "age", "plan", "city", "lifetime_value");
    private static final double MOST = 1.5;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final ReferenceDatabase reference;
    private final MusterApi api;
    private final String project;
    private final long profiles;
    private final Path folder;

    public ExportMeasure(ReferenceDatabase reference, MusterApi api, String project, long profiles, Path folder) {
        this.reference = reference;
        this.api = api;
        this.project = project;
        this.profiles = profiles;
        this.folder = folder;
    }

    public Result measure(int repetitions) throws IOException, SQLException, InterruptedException {
        Path copied = folder.resolve("reference.csv");
        Path downloaded = folder.resolve("muster.csv");
        List<Double> theirs = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        for (int run = 0; run <= repetitions; run++) {
            double copy = Work.time(() -> copy(copied)).millis();
            Work.Timed<String> export = Work.time(() -> export(downloaded));
            verify(export.answer(), downloaded);
            boolean warmUp = run == 0;
            if (warmUp) {
                compare(copied, downloaded);
            } else {
                theirs.add(copy);
                ours.add(export.millis());
            }
        }
        Files.delete(copied);
        Files.delete(downloaded);
        Samples exports = new Samples(ours);
        Samples copies = new Samples(theirs);
        Aim aim = new Aim("≤ 1.5×", exports.ratioTo(copies) <= MOST);
        return new Result("Export", "all profiles × 6, CSV", Result.Unit.MILLISECONDS, exports, copies, aim);
    }

    private Path copy(Path target) throws IOException, SQLException {
        reference.exportProfiles(COLUMNS, target);
        return target;
    }

    private String export(Path target) throws IOException, InterruptedException {
        String columns = "[\"" + String.join("\",\"", COLUMNS) + "\"]";
        Export export = api.startExport(
                project, "{\"definition\":{\"all\":[]},\"columns\":" + columns + ",\"format\":\"csv\"}");
        long pause = FIRST_PAUSE_MILLIS;
        while (export.state().equals("queued") || export.state().equals("running")) {
            Thread.sleep(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            export = api.export(project, export.id());
        }
        if (!export.state().equals("succeeded")) {
            throw new BenchFailure("The export is " + export.state() + " instead of succeeded: " + export.detail());
        }
        api.download(project, export.id(), target);
        return export.id();
    }

    private void verify(String export, Path file) throws IOException {
        Proof proof = api.proof(project, export);
        Proof found = new Proof(profiles, Files.size(file), sha256(file));
        if (!proof.equals(found)) {
            throw new BenchFailure("The manifest says " + proof + ", right would be " + found);
        }
    }

    private void compare(Path copied, Path downloaded) throws SQLException {
        if (!reference.sameProfiles(copied, downloaded)) {
            throw new BenchFailure("The export has other rows than the reference's file");
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
