package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.data.Dataset;
import io.muster.bench.data.Dataset.Part;
import io.muster.bench.reference.ReferenceDatabase;
import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Aim;
import io.muster.bench.report.Samples;
import io.muster.bench.server.HttpConnection;
import io.muster.bench.server.MusterApi;
import io.muster.bench.server.MusterApi.Content;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Event rows as NDJSON into an empty project, durable when answered, beside DuckDB's read_json into an empty table. */
public final class IngestMeasure {

    private static final double LEAST = 300_000;

    private final ReferenceDatabase reference;
    private final HttpConnection.Address address;
    private final List<Variant> variants;

    public IngestMeasure(ReferenceDatabase reference, HttpConnection.Address address, Dataset dataset) {
        this.reference = reference;
        this.address = address;
        this.variants = List.of(
                new Variant("plain, 1 stream", dataset.ndjson(), Content.NDJSON, 1),
                new Variant("plain, 2 streams", dataset.ndjson(), Content.NDJSON, 2),
                new Variant("zstd, 1 stream", dataset.zstd(), Content.NDJSON_ZSTD, 1),
                new Variant("zstd, 2 streams", dataset.zstd(), Content.NDJSON_ZSTD, 2));
    }

    private record Variant(String name, List<Part> parts, Content content, int streams) {

        long rows() {
            return parts.stream().mapToLong(Part::rows).sum();
        }
    }

    public List<Result> measure(int repetitions) throws IOException, SQLException, InterruptedException {
        List<Result> results = new ArrayList<>();
        for (Variant variant : variants) {
            results.add(measure(variant, repetitions));
        }
        return results;
    }

    private Result measure(Variant variant, int repetitions) throws IOException, SQLException, InterruptedException {
        List<Double> theirs = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        for (int run = 0; run < repetitions; run++) {
            theirs.add(perSecond(variant, Work.time(() -> reference.ingest(variant.parts()))));
            ours.add(perSecond(variant, ingest(variant, "ingest-" + run)));
        }
        Samples rates = new Samples(ours);
        Aim aim = new Aim("≥ 300,000 rows/s", rates.median() >= LEAST);
        Samples references = new Samples(theirs);
        return new Result("Ingest, bulk", variant.name(), Result.Unit.ROWS_PER_SECOND, rates, references, aim);
    }

    private Work.Timed<Long> ingest(Variant variant, String key)
            throws IOException, SQLException, InterruptedException {
        try (var api = new MusterApi(address)) {
            String project = api.createProject(key);
            Work.Timed<Long> sent = Work.time(() -> send(project, variant));
            api.deleteProject(project);
            return sent;
        }
    }

    private long send(String project, Variant variant) throws InterruptedException, IOException {
        Parallel.run(variant.streams(), stream -> {
            try (var api = new MusterApi(address)) {
                for (int part = stream; part < variant.parts().size(); part += variant.streams()) {
                    Part sent = variant.parts().get(part);
                    api.importFile(project, "events", variant.content(), sent.file(), sent.rows());
                }
            }
        });
        return variant.rows();
    }

    private static double perSecond(Variant variant, Work.Timed<Long> timed) {
        if (timed.answer() != variant.rows()) {
            throw new BenchFailure("Of " + variant.rows() + " rows " + timed.answer() + " were ingested");
        }
        return variant.rows() / (timed.millis() / 1000);
    }
}
