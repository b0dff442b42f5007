package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_PATTERN;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Checks RE2 patterns, their size too: an engine must be able to compile them in little memory. */
final class PatternReader {

    private final Problems problems;
    private final Scalars scalars;

    PatternReader(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    Optional<String> pattern(Located value) {
        Optional<String> pattern = scalars.text(value, "a text, an RE2 pattern");
        if (pattern.isEmpty()) {
            return pattern;
        }
        Optional<String> excess = PatternSize.excess(pattern.get());
        if (excess.isPresent()) {
            return problems.refuse(value, INVALID_PATTERN, excess.get());
        }
        try {
            Pattern.compile(pattern.get());
            return pattern;
        } catch (PatternSyntaxException e) {
            return problems.refuse(value, INVALID_PATTERN, detail(pattern.get(), e));
        }
    }

    // RE2/J names the offending part but not where it is.
    private static String detail(String pattern, PatternSyntaxException e) {
        String part = e.getPattern();
        int position = part == null || part.isEmpty() ? -1 : pattern.indexOf(part);
        String where = position < 0 ? "" : " at character " + (position + 1) + " (" + Located.quote(part) + ")";
        return "not an RE2 pattern: " + e.getDescription() + where;
    }
}
