package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.measure.Work.Timed;
import io.muster.bench.reference.ReferenceDatabase;
import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Aim;
import io.muster.bench.report.Samples;
import io.muster.bench.server.MusterApi;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts by definition over HTTP, each beside the SQL that answers the same, and once more for the cache. */
public final class CountMeasure {

    private static final double LONGEST_AGAIN = 20;

    private final ReferenceDatabase reference;
    private final MusterApi api;
    private final String project;
    private final int repetitions;
    private int variation;

    public CountMeasure(ReferenceDatabase reference, MusterApi api, String project, int repetitions) {
        this.reference = reference;
        this.api = api;
        this.project = project;
        this.repetitions = repetitions;
    }

    /** What the data is like when it is counted, and what is aimed at then. */
    public enum State {
        FRESH("fresh", 1.3, 20, "≤ 1.3× + 20 ms"),
        COMPACTED("compacted", 0.6, 0, "≤ 0.6×");

        private final String text;
        private final double factor;
        private final double allowance;
        private final String aim;

        State(String text, double factor, double allowance, String aim) {
            this.text = text;
            this.factor = factor;
            this.allowance = allowance;
            this.aim = aim;
        }

        Aim judge(Samples ours, Samples reference) {
            return new Aim(aim, ours.median() <= factor * reference.median() + allowance);
        }
    }

    /** Measures every definition; each call asks in variations that were not asked before. */
    public List<Result> measure(State state) throws IOException, SQLException, InterruptedException {
        List<Result> counted = new ArrayList<>();
        List<Result> again = new ArrayList<>();
        for (CountDefinition definition : CountDefinition.all()) {
            measure(definition, state, counted, again);
        }
        variation += repetitions + 1;
        counted.addAll(again);
        return counted;
    }

    private void measure(CountDefinition definition, State state, List<Result> counted, List<Result> again)
            throws IOException, SQLException, InterruptedException {
        List<Double> references = new ArrayList<>();
        List<Double> firsts = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run <= repetitions; run++) {
            int asked = variation + run;
            Timed<Long> expected =
                    Work.time(() -> reference.number(definition.sql().apply(asked)));
            Timed<Long> first = count(definition, asked, expected.answer());
            Timed<Long> second = count(definition, asked, expected.answer());
            boolean warmUp = run == 0;
            if (!warmUp) {
                references.add(expected.millis());
                firsts.add(first.millis());
                seconds.add(second.millis());
            }
        }
        Samples ours = new Samples(firsts);
        Samples theirs = new Samples(references);
        Aim aim = state.judge(ours, theirs);
        counted.add(result("Count, " + state.text, definition.name(), ours, theirs, aim));
        Samples repeated = new Samples(seconds);
        Aim quick = new Aim("< 20 ms", repeated.median() < LONGEST_AGAIN);
        again.add(result("Count, " + state.text + ", asked again", definition.name(), repeated, theirs, quick));
    }

    private Timed<Long> count(CountDefinition definition, int asked, long expected)
            throws IOException, SQLException, InterruptedException {
        String json = definition.definition().apply(asked);
        Instant asOf = CountDefinition.asOf(asked);
        Timed<Long> counted = Work.time(() -> api.count(project, json, asOf));
        if (counted.answer() != expected) {
            throw new BenchFailure("%s: %d profiles by Muster, %d by the reference; %s as of %s"
                    .formatted(definition.name(), counted.answer(), expected, json, asOf));
        }
        return counted;
    }

    private static Result result(String measure, String name, Samples ours, Samples reference, Aim aim) {
        return new Result(measure, name, Result.Unit.MILLISECONDS, ours, reference, aim);
    }
}
