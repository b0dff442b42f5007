package io.muster.server.personal;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the keys of people in texts that are kept for other reasons. Immutable. */
public final class Mentions {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The member of conditions and exports that lists ids. */
    private static final String PROFILES = "profiles";

    private final Set<String> names;

    Mentions(Set<String> names) {
        this.names = names;
    }

    /** Whether a text has one of the keys in it as a whole: as a JSON text, in quotes, or alone. */
    public boolean in(String text) {
        return names.stream().anyMatch(name -> text.equals(name) || quoted(text, name));
    }

    /** Whether a text has one of the keys anywhere, as a part of another word too. */
    public boolean anywhere(String text) {
        return in(text) || names.stream().anyMatch(text::contains);
    }

    /** Also where the text is itself within a JSON text, as the words of a problem are. */
    private static boolean quoted(String text, String name) {
        String once = JSON.writeValueAsString(name);
        if (text.contains(once)) {
            return true;
        }
        String twice = JSON.writeValueAsString(once);
        return text.contains(twice.substring(1, twice.length() - 1)) || text.contains("'" + name + "'");
    }

    /** Takes the ids out of every list of profiles in the JSON, which is changed; tells how many there were. */
    public long removeFromLists(JsonNode json) {
        long removed = 0;
        if (json instanceof ObjectNode object && object.get(PROFILES) instanceof ArrayNode listed) {
            removed += remove(listed);
        }
        for (JsonNode child : json) {
            removed += removeFromLists(child);
        }
        return removed;
    }

    private long remove(ArrayNode listed) {
        long removed = 0;
        for (int i = listed.size() - 1; i >= 0; i--) {
            JsonNode id = listed.get(i);
            if (id.isString() && names.contains(id.stringValue())) {
                listed.remove(i);
                removed++;
            }
        }
        return removed;
    }
}
