package io.muster.engine.match;

import io.muster.model.condition.Condition.Near;

/**
 * The places at most so far from a point, on a sphere; degrees and kilometres. Its arithmetic is the same on every
 * machine ({@link StrictMath}), so that every engine draws the same circle.
 */
public record GreatCircle(double lat, double lon, double km) {

    /** Degrees that a box is wider than it need be, so that no rounding makes it too narrow. */
    private static final double ROUNDING = 1e-6;

    public static GreatCircle of(Near near) {
        return new GreatCircle(near.lat(), near.lon(), near.km());
    }

    /** Whether the place is inside or on the circle; numbers that are no latitude or longitude never are. */
    public boolean contains(double otherLat, double otherLon) {
        return Math.abs(otherLat) <= 90 && Math.abs(otherLon) <= 180 && distance(otherLat, otherLon) <= km;
    }

    /** Kilometres from the centre, by the haversine formula, which loses nothing for short distances. */
    public double distance(double otherLat, double otherLon) {
        double from = Math.toRadians(lat);
        double to = Math.toRadians(otherLat);
        double north = StrictMath.sin((to - from) / 2);
        double east = StrictMath.sin(Math.toRadians(otherLon - lon) / 2);
        double part = north * north + StrictMath.cos(from) * StrictMath.cos(to) * east * east;
        return 2 * Near.EARTH_KM * StrictMath.asin(Math.min(1, Math.sqrt(part)));
    }

    /** How many degrees of latitude it reaches north and south of its centre, rounded up a little. */
    public double latReach() {
        return Math.toDegrees(km / Near.EARTH_KM) + ROUNDING;
    }

    /** How many degrees of longitude it reaches east and west, rounded up a little; 180 where it has a pole inside. */
    public double lonReach() {
        if (Math.abs(lat) + latReach() >= 90) {
            return 180;
        }
        double reach = StrictMath.sin(km / Near.EARTH_KM) / StrictMath.cos(Math.toRadians(lat));
        return Math.toDegrees(StrictMath.asin(Math.min(1, reach))) + ROUNDING;
    }
}
