package io.muster.model.condition.text;

import static io.muster.model.condition.text.Doc.row;
import static io.muster.model.condition.text.Doc.word;

import io.muster.model.condition.Condition;
import io.muster.model.condition.MembershipChange;
import java.math.BigDecimal;
import java.util.List;

/** Conditions as text. */
final class ConditionDocs {

    private ConditionDocs() {}

    /** The condition where nothing binds tighter than it. */
    static Doc chain(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts)
            when parts.size() > 1 ->
                Chains.all(parts.stream().map(ConditionDocs::operand).toList());
            case Condition.Any(var parts)
            when parts.size() > 1 ->
                Chains.any(parts.stream().map(ConditionDocs::alternative).toList());
            default -> operand(condition);
        };
    }

    /** The condition beside {@code or}, which binds looser than {@code and}. */
    private static Doc alternative(Condition condition) {
        return condition instanceof Condition.All(var parts) && parts.size() > 1
                ? Chains.parenthesizedIfBroken(chain(condition))
                : operand(condition);
    }

    /** The condition beside {@code and} or {@code not}. */
    private static Doc operand(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) ->
                switch (parts.size()) {
                    case 0 -> word("everyone");
                    case 1 -> row(word("all of "), Doc.parenthesized(chain(parts.getFirst())));
                    default -> Doc.parenthesized(chain(condition));
                };
            case Condition.Any(var parts) ->
                switch (parts.size()) {
                    case 0 -> word("no one");
                    case 1 -> row(word("any of "), Doc.parenthesized(chain(parts.getFirst())));
                    default -> Doc.parenthesized(chain(condition));
                };
            case Condition.Not(var negated) -> row(word("not "), operand(negated));
            case Condition.Attribute(var name, var tests) -> row(word(Names.text(name) + " "), TestDocs.tests(tests));
            case Condition.Tag(var name) -> word("tagged " + Quotes.value(name));
            case Condition.Known(boolean known) -> word(known ? "known" : "unknown");
            case Condition.Identity(var keyspace) -> word("has identity " + Quotes.value(keyspace));
            case Condition.InSegment(var segment) -> word("in segment " + Quotes.value(segment));
            case Condition.Profiles(var ids) -> row(word("profile in "), quoted(ids));
            case Condition.Event event -> EventDocs.event(event);
            case Condition.Sequence sequence -> SequenceDocs.sequence(sequence);
            case Condition.Near(double lat, double lon, double km) ->
                word("near (" + number(lat) + ", " + number(lon) + ") within " + number(km) + " km");
            case Condition.Quantile quantile -> QuantileDocs.quantile(quantile);
            case Condition.Logged logged -> logged(logged);
        };
    }

    private static Doc quoted(List<String> ids) {
        return Doc.list(ids.stream().map(Quotes::value).toList());
    }

    private static String number(double number) {
        return Words.number(BigDecimal.valueOf(number));
    }

    private static Doc logged(Condition.Logged logged) {
        String change = logged.change() == MembershipChange.EVER
                ? "ever in"
                : logged.change().notation();
        Doc segment = word(change + " segment " + Quotes.value(logged.segment()));
        return logged.within() == null ? segment : row(segment, word(" " + Words.window(logged.within())));
    }
}
