package io.muster.server.golden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names in double braces stand for: some are known from the start, others are learnt from answers. */
final class GoldenNames {
    private static final Pattern NAME = Pattern.compile("\\{\\{([a-z_0-9*]+)}}");
    private static final Map<String, String> SHAPES = Map.of(
            "*", ".*",
            "number", "\\d+",
            "time", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?(Z|\\+00:00)");

    private final Map<String, String> known;

    GoldenNames(Map<String, String> known) {
        this.known = new HashMap<>(known);
    }

    GoldenNames copy() {
        return new GoldenNames(known);
    }

    void adopt(GoldenNames other) {
        known.putAll(other.known);
    }

    /** The text with every name replaced. */
    String fill(String text) {
        return NAME.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    /** Whether the value is what the text says; a name among {@code learns} that is not known yet is then known. */
    boolean matches(String text, String value, List<String> learns) {
        StringBuilder pattern = new StringBuilder();
        List<String> fresh = new ArrayList<>();
        Matcher names = NAME.matcher(text);
        int end = 0;
        while (names.find()) {
            pattern.append(Pattern.quote(text.substring(end, names.start())));
            pattern.append(pattern(names.group(1), learns, fresh));
            end = names.end();
        }
        pattern.append(Pattern.quote(text.substring(end)));
        Matcher found = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(value);
        if (!found.matches()) {
            return false;
        }
        fresh.forEach(name -> known.put(name, found.group(name.replace("_", ""))));
        return true;
    }

    private String pattern(String name, List<String> learns, List<String> fresh) {
        if (SHAPES.containsKey(name)) {
            return SHAPES.get(name);
        }
        if (!known.containsKey(name) && learns.contains(name)) {
            fresh.add(name);
            return "(?<" + name.replace("_", "") + ">[^/?&\"]+)";
        }
        return Pattern.quote(value(name));
    }

    private String value(String name) {
        String value = known.get(name);
        if (value == null) {
            throw new IllegalArgumentException("{{" + name + "}} is not known here");
        }
        return value;
    }
}
