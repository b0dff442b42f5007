package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Keys: short names for use in paths, of lower-case letters, digits and single hyphens. */
public final class Keys {
    private static final int MAX = 100;
    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    private Keys() {}

    /**
     * Gives back a key that is one.
     *
     * @throws MusterException INVALID_REQUEST
     */
    public static String check(String key) {
        if (key.length() > MAX || !KEY.matcher(key).matches()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + key + "' is not a key; give up to " + MAX
                            + " lower-case letters and digits, with single hyphens between them.");
        }
        return key;
    }

    /**
     * A key made from a name: {@code loyal-nordics} from {@code Loyal Nordics!}.
     *
     * @throws MusterException INVALID_REQUEST where the name has nothing to make one from
     */
    public static String from(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        String key = OTHERS.matcher(plain).replaceAll("-");
        key = strip(key);
        key = strip(key.substring(0, Math.min(key.length(), MAX)));
        if (key.isEmpty()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "key: none can be made from the name '" + name + "'; give one.");
        }
        return key;
    }

    private static String strip(String key) {
        int from = key.startsWith("-") ? 1 : 0;
        int to = key.length() > from && key.endsWith("-") ? key.length() - 1 : key.length();
        return key.substring(from, to);
    }
}
