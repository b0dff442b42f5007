package io.muster.bench.data;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The texts that generated rows choose from; the first of a list is the most frequent. */
final class Vocabulary {

    static final List<String> EVENT_NAMES = List.of(
            "Page Viewed",
            "Product Viewed",
            "Product Added",
            "Search Performed",
            "Order Completed",
            "Cart Viewed",
            "Email Opened",
            "Checkout Started",
            "Product Removed",
            "Email Clicked",
            "Coupon Applied",
            "Wishlist Added",
            "Review Written",
            "Push Opened",
            "Support Contacted",
            "Account Updated",
            "Refund Requested",
            "Friend Invited",
            "Subscription Renewed",
            "Subscription Cancelled");

    static final List<String> COUNTRIES = List.of(
            "SE", "NO", "DK", "FI", "DE", "GB", "US", "FR", "NL", "ES", "IT", "PL", "BE", "AT", "CH", "IE", "PT", "CZ",
            "EE", "LV", "LT", "IS", "HU", "RO", "GR", "CA", "AU", "NZ", "JP", "BR");

    static final List<String> PLANS = List.of("free", "basic", "plus", "pro", "business");

    static final List<String> CATEGORIES =
            List.of("Kitchen", "Garden", "Books", "Toys", "Sports", "Clothing", "Music", "Tools");

    private Vocabulary() {}

    /** SQL that picks a text, the n-th about 1/n as often as the first; {@code unit} is SQL for a number in [0,1). */
    static String skewed(List<String> texts, String unit) {
        return "%s[cast(floor(pow(%d.0, %s)) AS INTEGER)]".formatted(sqlList(texts), texts.size() + 1, unit);
    }

    private static String sqlList(List<String> texts) {
        return texts.stream().map(text -> "'" + text + "'").collect(joining(", ", "[", "]"));
    }
}
