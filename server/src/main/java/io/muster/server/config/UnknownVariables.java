package io.muster.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Environment variables {@code MUSTER_…} and Java's properties {@code muster.…} that are no settings. They are only told of: what
 * surrounds the server has variables of the same beginning.
 */
public final class UnknownVariables {
    /** The launcher's, the command line's and the build's. */
    private static final Set<String> OTHERS = Set.of(
            "MUSTER_JAVA_OPTS",
            "MUSTER_SKIP_BUILD",
            "MUSTER_SKIP_CACHE",
            "MUSTER_URL",
            "MUSTER_CLIENT_ID",
            "MUSTER_CLIENT_SECRET",
            "MUSTER_PROJECT",
            "MUSTER_TEST_DATA",
            "MUSTER_REQUIRE_RUBY");

    /** What Kubernetes tells of a service that is called muster. */
    private static final Pattern SERVICE = Pattern.compile("MUSTER_(SERVICE|PORT)_.*");

    private UnknownVariables() {}

    /** A sentence about each. */
    public static List<String> of(ConfigurableEnvironment environment) {
        List<String> sentences = new ArrayList<>();
        if (environment.getPropertySources().get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                instanceof EnumerablePropertySource<?> variables) {
            Stream.of(variables.getPropertyNames())
                    .filter(UnknownVariables::isUnknown)
                    .sorted()
                    .forEach(name -> sentences.add(variable(name)));
        }
        if (environment.getPropertySources().get(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
                instanceof EnumerablePropertySource<?> properties) {
            SettingNames.unknown(properties).forEach(name -> sentences.add(sentence(name, "")));
        }
        return sentences;
    }

    private static boolean isUnknown(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("MUSTER_")
                && !OTHERS.contains(upper)
                && !SERVICE.matcher(upper).matches()
                && SettingNames.all().stream().noneMatch(setting -> isFor(upper, setting));
    }

    /** A hyphen is left out, or written as a dot is. Lists may have a number each. */
    private static boolean isFor(String variable, String setting) {
        String bare = variable.replaceFirst("_\\d+_?$", "");
        String upper = setting.toUpperCase(Locale.ROOT).replace('.', '_');
        return bare.equals(upper.replace('-', '_')) || bare.equals(upper.replace("-", ""));
    }

    private static String variable(String name) {
        String near = SettingNames.all().stream()
                .map(setting -> setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .filter(known -> EditDistance.of(name, known) <= (name.length() + 5) / 8)
                .sorted()
                .findFirst()
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
        return sentence(name, near);
    }

    private static String sentence(String name, String near) {
        return name + " is not a setting and does nothing" + (near.isEmpty() ? "." : near);
    }
}
