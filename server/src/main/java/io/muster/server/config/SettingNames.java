package io.muster.server.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The names of all settings, from the records that hold them. Flags and files that name others under {@code muster.} are
 * refused; variables and Java's properties, of which other programs have theirs, are warned of ({@link UnknownVariables}).
 */
final class SettingNames {
    private static final Set<String> GROUPS = new TreeSet<>();
    private static final Set<String> NAMES = new TreeSet<>();
    private static final Set<String> OF_OTHERS_TOO = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

    static {
        collect("muster", MusterProperties.class);
    }

    private SettingNames() {}

    /** Every setting as it is documented; a limit is one for each name that it can have. */
    static Set<String> all() {
        return Set.copyOf(NAMES);
    }

    /** @throws StartException with all names that are no setting's */
    static void check(ConfigurableEnvironment environment) {
        List<String> unknown = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed && !OF_OTHERS_TOO.contains(source.getName())) {
                unknown(listed).forEach(name -> unknown.add(refusal(name, OriginLookup.getOrigin(source, name))));
            }
        }
        if (!unknown.isEmpty()) {
            throw new StartException(String.join(" ", unknown));
        }
    }

    /** Those under {@code muster.} that are no setting's, as they were given. */
    static List<String> unknown(EnumerablePropertySource<?> source) {
        return List.of(source.getPropertyNames()).stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("muster."))
                .filter(name -> !isSetting(name, source.getProperty(name)))
                .toList();
    }

    /** A group without anything in it says nothing, as YAML may have it. */
    private static boolean isSetting(String name, @Nullable Object value) {
        String bare = bare(name.replaceAll("\\[([^\\]]*)]", ".$1").replaceFirst("\\.\\d+$", ""));
        return isAmong(NAMES, bare)
                || (isAmong(GROUPS, bare) && String.valueOf(value).isEmpty());
    }

    private static boolean isAmong(Set<String> names, String bare) {
        return names.stream().anyMatch(name -> bare(name).equals(bare));
    }

    /** Without what a name can be written with or without. */
    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    private static String refusal(String name, @Nullable Origin origin) {
        if (isAmong(GROUPS, bare(name))) {
            return name + " is not a setting, but a group of them; see docs/reference/settings.md.";
        }
        return name + " is not a setting" + (origin == null ? "" : " (" + origin + ")")
                + nearest(name).map(near -> "; did you mean " + near + "?").orElse("; see docs/reference/settings.md.");
    }

    /** The setting that a name was probably meant for: one with few letters otherwise, or the same in another group. */
    static Optional<String> nearest(String name) {
        int most = (name.length() + 5) / 8;
        String end = name.substring(name.lastIndexOf('.'));
        Map<String, Integer> distances = NAMES.stream()
                .collect(Collectors.toMap(known -> known, known -> EditDistance.of(bare(name), bare(known))));
        return NAMES.stream()
                .min(Comparator.comparing(distances::get))
                .filter(known -> distances.getOrDefault(known, most + 1) <= most)
                .or(() -> NAMES.stream().filter(known -> known.endsWith(end)).findFirst());
    }

    private static void collect(String prefix, Class<?> settings) {
        GROUPS.add(prefix);
        for (RecordComponent setting : settings.getRecordComponents()) {
            String name = prefix + "."
                    + setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (setting.getType().isRecord()) {
                collect(name, setting.getType());
            } else if (setting.getType() == Map.class) {
                GROUPS.add(name);
                LimitNames.ALL.forEach(limit -> NAMES.add(name + "." + limit));
            } else {
                NAMES.add(name);
            }
        }
    }
}
