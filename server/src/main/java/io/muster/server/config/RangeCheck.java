package io.muster.server.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** Refuses what is outside of its setting's {@link Range}, while settings are bound. */
final class RangeCheck implements BindHandler {
    private static final String BETWEEN = " to ";
    private static final String UNITS = "KMGT";

    /** As DuckDB reads sizes: it knows fractions, {@code GiB} and parts of the machine's memory. */
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?([KMGT])(?:i?B)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern PART = Pattern.compile("([1-9]\\d?|100)%");

    @Override
    public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        Range range = target.getAnnotation(Range.class);
        if (range != null && !covers(range, result)) {
            ConfigurationProperty given = context.getConfigurationProperty();
            throw new StartException(name + ": '" + (given == null ? result : given.getValue()) + "' cannot be; give "
                    + range.value() + ".");
        }
        return result;
    }

    static boolean covers(Range range, Object value) {
        String from = range.value().substring(0, range.value().indexOf(BETWEEN));
        String to = range.value().substring(from.length() + BETWEEN.length());
        return switch (value) {
            case Duration time -> within(time(from), time, time(to));
            case DataSize size -> within(DataSize.parse(from), size, DataSize.parse(to));
            case Number number -> within(Long.valueOf(from), number.longValue(), Long.valueOf(to));
            case String size -> isFree(size) || within(bytes(from), bytes(size), bytes(to));
            default -> throw new IllegalArgumentException("There are no ranges of " + value.getClass());
        };
    }

    private static <T extends Comparable<T>> boolean within(T from, T value, T to) {
        return from.compareTo(value) <= 0 && value.compareTo(to) <= 0;
    }

    private static Duration time(String text) {
        return DurationStyle.detectAndParse(text);
    }

    private static boolean isFree(String size) {
        return size.isEmpty() || PART.matcher(size).matches();
    }

    /** Less than any size for what is none. */
    private static Double bytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return -1.0;
        }
        int unit = UNITS.indexOf(size.group(2).toUpperCase(Locale.ROOT));
        return Double.parseDouble(size.group(1)) * Math.pow(1000, unit + 1.0);
    }
}
