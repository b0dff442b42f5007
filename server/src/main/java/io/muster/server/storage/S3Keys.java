package io.muster.server.storage;

/** Names of objects. */
final class S3Keys {

    private S3Keys() {}

    /** What a template has before the first placeholder. */
    static String fixedPart(String template) {
        int brace = template.indexOf('{');
        return brace < 0 ? template : template.substring(0, brace);
    }
}
