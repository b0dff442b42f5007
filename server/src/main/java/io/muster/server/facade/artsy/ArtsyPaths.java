package io.muster.server.facade.artsy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where things are, and the types that they are written in. */
final class ArtsyPaths {
    static final String ROOT = "/api";
    static final String APPLICATIONS = ROOT + "/applications";
    static final String USERS = ROOT + "/users";
    static final String CURRENT_USER = ROOT + "/current_user";
    static final String STATUS = ROOT + "/status";
    static final String OAUTH = "/oauth2";

    static final String HAL = "application/hal+json";
    static final String JSON = "application/json";
    static final String ARTSY = "application/vnd.artsy-v2+json";
    static final String FORM = "application/x-www-form-urlencoded";

    private ArtsyPaths() {}

    static String application(String id) {
        return APPLICATIONS + "/" + encoded(id);
    }

    static String user(String id) {
        return USERS + "/" + encoded(id);
    }

    static String applicationsOf(String user) {
        return APPLICATIONS + "?user_id=" + encoded(user);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
