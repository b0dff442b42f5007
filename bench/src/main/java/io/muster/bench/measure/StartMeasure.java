package io.muster.bench.measure;

import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Aim;
import io.muster.bench.report.Result.Unit;
import io.muster.bench.report.Samples;
import io.muster.bench.server.ServerProcess;
import io.muster.bench.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the start of the process to the first answer, with an empty and with a known data folder; memory when idle. */
public final class StartMeasure {

    private static final double LONGEST_SECONDS = 5;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ServerSettings settings;
    private final Path folder;

    public StartMeasure(ServerSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** With the launcher's ahead-of-time cache too, where it has made one. */
    public List<Result> measure(int repetitions) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>(measure(repetitions, false));
        if (Files.exists(settings.aotCache())) {
            results.addAll(measure(repetitions, true));
        }
        return results;
    }

    private List<Result> measure(int repetitions, boolean withAotCache) throws IOException, InterruptedException {
        List<Double> first = new ArrayList<>();
        List<Double> later = new ArrayList<>();
        for (int run = 0; run < repetitions; run++) {
            Path data = Files.createTempDirectory(folder, "start-");
            first.add(start(data, withAotCache));
            later.add(start(data, withAotCache));
        }
        Path data = Files.createTempDirectory(folder, "start-");
        double resident = idleMebibytes(data, withAotCache);
        String suffix = withAotCache ? ", AOT cache" : "";
        return List.of(
                started("first start, empty data folder" + suffix, first),
                started("start" + suffix, later),
                new Result("Start", "process when idle" + suffix, Unit.MEBIBYTES, Samples.of(resident), null, null));
    }

    private double start(Path data, boolean withAotCache) throws IOException, InterruptedException {
        try (var server = ServerProcess.start(settings, data, log(), withAotCache)) {
            return server.startTime().toNanos() / 1e9;
        }
    }

    private double idleMebibytes(Path data, boolean withAotCache) throws IOException, InterruptedException {
        try (var server = ServerProcess.start(settings, data, log(), withAotCache)) {
            Thread.sleep(IDLE);
            return server.residentBytes().orElse(0) / (double) (1 << 20);
        }
    }

    private Path log() {
        return folder.resolve("server-start.log");
    }

    private static Result started(String name, List<Double> seconds) {
        Samples samples = new Samples(seconds);
        Aim aim = new Aim("< 5 s", samples.median() < LONGEST_SECONDS);
        return new Result("Start", name, Unit.SECONDS, samples, null, aim);
    }
}
