package io.muster.engine.testing;

import io.muster.engine.testing.Differential.Question;
import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionWriter;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A question that engine and reference answer differently, made as small as is cheap. */
final class Disagreement {

    private final Differential differential;
    private List<RandomData.Batch> batches;
    private Question question;
    private int attempts;

    Disagreement(Differential differential, List<RandomData.Batch> batches, Question question) {
        this.differential = differential;
        this.batches = batches;
        this.question = question;
    }

    String describe() {
        shrinkDefinition();
        shrinkData();
        shrinkDefinition();
        List<Set<String>> answers = answers(batches, question);
        StringBuilder text = new StringBuilder("engine and reference differ; -Dmuster.seed=");
        text.append(differential.seed()).append("\nzone      ").append(question.zone());
        text.append("\ndefinition ").append(ConditionWriter.text(question.condition()));
        text.append("\nreference ")
                .append(answers.getFirst())
                .append("\nengine    ")
                .append(answers.getLast());
        text.append("\nsegments  ").append(differential.segments());
        rows().forEach(row -> text.append("\nrow       ").append(row));
        return text.toString();
    }

    /** Goes down to a part that is answered differently too, as long as there is one. */
    private void shrinkDefinition() {
        while (true) {
            Optional<Question> smaller =
                    parts().filter(part -> differs(batches, part)).findFirst();
            if (smaller.isEmpty()) {
                return;
            }
            question = smaller.get();
        }
    }

    private Stream<Question> parts() {
        ZoneId zone = question.zone();
        return switch (question.condition()) {
            case Condition.All(List<Condition> parts) -> parts.stream().map(part -> new Question(part, zone));
            case Condition.Any(List<Condition> parts) -> parts.stream().map(part -> new Question(part, zone));
            case Condition.Not(Condition part) -> Stream.of(new Question(part, zone));
            case Condition.InSegment(String segment) -> definition(segment);
            case Condition.Quantile quantile ->
                Stream.ofNullable(quantile.among()).map(part -> new Question(part, zone));
            case Condition.Attribute _,
                    Condition.Tag _,
                    Condition.Known _,
                    Condition.Identity _,
                    Condition.Profiles _,
                    Condition.Event _,
                    Condition.Sequence _,
                    Condition.Near _,
                    Condition.Logged _ -> Stream.of();
        };
    }

    private Stream<Question> definition(String segment) {
        return differential.segments().get(segment) instanceof ReferenceSegment.Dynamic(var condition, ZoneId zone)
                ? Stream.of(new Question(condition, zone))
                : Stream.of();
    }

    /** Keeps the rows of one profile, then leaves out row after row. */
    private void shrinkData() {
        List<Set<String>> answers = answers(batches, question);
        Set<String> disputed = new HashSet<>(answers.getFirst());
        disputed.removeAll(answers.getLast());
        answers.getLast().stream()
                .filter(id -> !answers.getFirst().contains(id))
                .forEach(disputed::add);
        disputed.stream()
                .findFirst()
                .ifPresent(
                        id -> keep(batches.stream().map(b -> b.only(id::equals)).toList()));
        for (Object row : rows().toList()) {
            keep(batches.stream().map(batch -> without(batch, row)).toList());
        }
    }

    private static RandomData.Batch without(RandomData.Batch batch, Object row) {
        return switch (batch) {
            case RandomData.Profiles(var rows) ->
                new RandomData.Profiles(
                        rows.stream().filter(one -> !one.equals(row)).toList());
            case RandomData.Events(var rows) ->
                new RandomData.Events(
                        rows.stream().filter(one -> !one.equals(row)).toList());
        };
    }

    private Stream<?> rows() {
        return batches.stream().flatMap(batch -> switch (batch) {
            case RandomData.Profiles(var rows) -> rows.stream();
            case RandomData.Events(var rows) -> rows.stream();
        });
    }

    private void keep(List<RandomData.Batch> fewer) {
        if (differs(fewer, question)) {
            batches = fewer;
        }
    }

    private boolean differs(List<RandomData.Batch> some, Question asked) {
        List<Set<String>> answers = answers(some, asked);
        return !answers.getFirst().equals(answers.getLast());
    }

    private List<Set<String>> answers(List<RandomData.Batch> some, Question asked) {
        return differential.answers(some, asked, attempts++);
    }
}
