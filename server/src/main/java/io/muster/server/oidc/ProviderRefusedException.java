package io.muster.server.oidc;

/** What the provider answered does not let anybody in; its message says why, for the one who wanted in. */
final class ProviderRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String words;

    ProviderRefusedException(String words) {
        super(words);
        this.words = words;
    }

    @Override
    public String getMessage() {
        return words;
    }
}
