package io.muster.server.facade.apsis;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The names that this interface gives to things: {@code usercreated.KIND.SLUG-TEN}, the ten characters being a digest of
 * the name, or the vendor's own name for what every account has.
 */
final class Discriminator {
    private static final int CHARACTERS = 10;
    private static final int RADIX = 36;

    /** Columns, as exports name them, that have a name of the vendor's. */
    private static final Map<String, String> BUILT_IN = Map.of(
            "identity:email", "com.apsis1.attributes.email",
            "identity:mobile", "com.apsis1.attributes.mobile",
            "identity:crm_id", "com.apsis1.attributes.crmid",
            "attribute:first_name", "com.apsis1.attributes.firstname",
            "attribute:last_name", "com.apsis1.attributes.lastname",
            "attribute:birth_date", "com.apsis1.attributes.birthdate");

    private Discriminator() {}

    static String ofSegment(String key) {
        return made("segments", key);
    }

    static String ofTag(String name) {
        return made("tags", name);
    }

    static String ofEvent(String name) {
        return made("events", name);
    }

    /** @param source a column as exports name it, such as {@code attribute:country} or {@code identity:email} */
    static String ofColumn(String source) {
        String known = BUILT_IN.get(source);
        return known == null ? made("attributes", source.substring(source.indexOf(':') + 1)) : known;
    }

    private static String made(String kind, String name) {
        return "usercreated." + kind + "." + slug(name) + "-" + digest(name);
    }

    private static String slug(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "unnamed" : slug;
    }

    private static String digest(String name) {
        String digits = new BigInteger(1, DigestUtils.sha256(name)).toString(RADIX);
        return ("0".repeat(CHARACTERS) + digits).substring(digits.length());
    }
}
