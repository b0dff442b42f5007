package io.muster.bench.measure;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of a thousand segments: of two hundred conditions one, two of them combined, or one in a country.
 *
 * @param number from 0
 */
record MadeSegment(int number, SharedCondition first, SharedCondition second) {

    private static final int COUNT = 1000;
    private static final List<String> COUNTRIES = List.of("SE", "NO", "DK", "FI", "DE", "GB", "US");

    static List<MadeSegment> all() {
        List<SharedCondition> conditions = SharedCondition.all();
        return IntStream.range(0, COUNT)
                .mapToObj(number -> new MadeSegment(
                        number,
                        conditions.get(number % conditions.size()),
                        conditions.get((number * 7 + 13) % conditions.size())))
                .toList();
    }

    String key() {
        return "made-" + number;
    }

    /** As one asks for it to be created. */
    String body() {
        return "{\"key\":\"%1$s\",\"name\":\"%1$s\",\"refresh\":\"manual\",\"definition\":%2$s}"
                .formatted(key(), definition());
    }

    private String definition() {
        return switch (form()) {
            case 0 -> first.definition();
            case 1 -> "{\"all\":[%s,%s]}".formatted(first.definition(), second.definition());
            case 2 -> "{\"all\":[%s,{\"not\":%s}]}".formatted(first.definition(), second.definition());
            case 3 -> "{\"any\":[%s,%s]}".formatted(first.definition(), second.definition());
            default ->
                "{\"all\":[%s,{\"attribute\":\"country\",\"is\":\"%s\"}]}".formatted(first.definition(), country());
        };
    }

    /** The numbers of its members. */
    String sql(Instant asOf) {
        String left = first.sql(asOf);
        String right = second.sql(asOf);
        return switch (form()) {
            case 0 -> left;
            case 1 -> "(%s) INTERSECT (%s)".formatted(left, right);
            case 2 -> "(%s) EXCEPT (%s)".formatted(left, right);
            case 3 -> "(%s) UNION (%s)".formatted(left, right);
            default ->
                "SELECT profile FROM (%s) WHERE profile IN (SELECT number FROM profiles WHERE country = '%s')"
                        .formatted(left, country());
        };
    }

    /** Whether it is one shared condition by itself. */
    boolean isPlain() {
        return form() == 0;
    }

    private int form() {
        return number / (COUNT / 5);
    }

    private String country() {
        return COUNTRIES.get(number % COUNTRIES.size());
    }
}
