package io.muster.engine.duckdb;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A profile's tags as one text, since a table function cannot yield lists: "+" and each tag before a U+0001 where the
 * row sets them, "-" where it clears them.
 */
final class TagText {

    private TagText() {}

    static @Nullable String join(@Nullable List<String> tags) {
        if (tags == null) {
            return null;
        }
        return tags.isEmpty() ? "-" : tags.stream().map(TagText::escape).collect(Collectors.joining("\u0001", "+", ""));
    }

    /** SQL for the list that the text in the column stands for; null where it clears them or says nothing. */
    static String list(String column) {
        return "CASE WHEN starts_with(" + column + ", '+') THEN list_transform(string_split(substr(" + column
                + ", 2), chr(1)), lambda tag: replace(replace(tag, chr(2) || 'a', chr(1)), chr(2) || 'b', chr(2))) END";
    }

    private static String escape(String tag) {
        return tag.indexOf('\u0001') < 0 && tag.indexOf('\u0002') < 0
                ? tag
                : tag.replace("\u0002", "\u0002b").replace("\u0001", "\u0002a");
    }
}
