package io.muster.demo;

import java.time.LocalDate;
import java.util.List;

/** Segments that a supermarket would want, on the data's own calendar. */
final class Story {
    private static final LocalDate LAST_QUARTER = LocalDate.of(1998, 10, 1);
    private static final LocalDate AFTER = LocalDate.of(1999, 1, 1);

    private final DateShift shift;

    Story(DateShift shift) {
        this.shift = shift;
    }

    /** The one that is exported. */
    StorySegment goldenRegulars() {
        return new StorySegment(
                "golden-regulars", "Golden regulars of Washington", "invite them to the wine tasting", """
                {"all": [
                  {"tag": "golden"},
                  {"attribute": "state", "is": "WA"},
                  {"event": "Purchase", "within": {"from": "%s", "to": "%s"}, "days": {"gte": 3}}
                ]}""".formatted(
                                shift.of(LAST_QUARTER), shift.of(AFTER)));
    }

    StorySegment bigSpenders() {
        return new StorySegment("big-spenders", "Big spenders", "500 dollars or more in two years", """
                {"event": "Purchase", "sum": {"property": "store_sales", "gte": 500}}""");
    }

    StorySegment familiesWithoutDairy() {
        return new StorySegment(
                "families-without-dairy", "Families that never buy dairy", "where do they buy their milk?", """
                {"all": [
                  {"attribute": "children_at_home", "gte": 2},
                  {"event": "Purchase", "days": {"gte": 5}},
                  {"event": "Purchase", "where": {"property": "department", "is": "Dairy"}, "count": {"lt": 1}}
                ]}""");
    }

    StorySegment slippingAway() {
        return new StorySegment(
                "slipping-away", "Slipping away", "big spenders that have not been seen for a quarter", """
                {"all": [
                  {"segment": "big-spenders"},
                  {"event": "Purchase", "within": {"from": "%s", "to": "%s"}, "count": {"lt": 1}}
                ]}""".formatted(
                                shift.of(LAST_QUARTER), shift.of(AFTER)));
    }

    /** All of them, those first that others are defined by. */
    List<StorySegment> segments() {
        return List.of(goldenRegulars(), bigSpenders(), familiesWithoutDairy(), slippingAway());
    }
}
