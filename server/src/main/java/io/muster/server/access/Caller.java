package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request: an application, or a person who signed in; a controller's argument.
 *
 * @param id an application's {@code client_id} or a person's id
 * @param person the person that it is, or who owns the application; null where nobody does
 * @param client the application that the request comes from; null for a person who uses none
 * @param bounds of the application that the request comes from
 */
public record Caller(
        Kind kind,
        String id,
        String organization,
        Reach reach,
        Set<Scope> scopes,
        @Nullable String person,
        @Nullable String client,
        Bounds bounds) {
    /** The organization that the first start makes; who administers all of it answers for the installation. */
    private static final String OPERATORS = "default";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** An application that is not bound, or a person who uses none. */
    public Caller(Kind kind, String id, String organization, Reach reach, Set<Scope> scopes, @Nullable String person) {
        this(kind, id, organization, reach, scopes, person, kind == Kind.APPLICATION ? id : null, Bounds.none());
    }

    /** What a caller can be. */
    public enum Kind {
        APPLICATION,
        PERSON
    }

    /** An application that nobody owns. */
    public static Caller application(String clientId, String organization, Reach reach, Set<Scope> scopes) {
        return new Caller(Kind.APPLICATION, clientId, organization, reach, scopes, null);
    }

    /** The caller as the audit trail names it. */
    public String actor() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + id;
    }

    /** Whose requests are counted together: the application's that they come from, else the person's. */
    public String source() {
        return client == null ? actor() : "application:" + client;
    }

    /** What the caller may and by way of which application, in words that are the same in every process. */
    public String rights() {
        Stream<String> projects = reach.everyProject()
                ? Stream.of("every project")
                : reach.projects().stream().map(ProjectId::value).sorted();
        return Stream.concat(
                        Stream.concat(
                                Stream.of(source()),
                                scopes.stream().map(Scope::name).sorted()),
                        projects)
                .collect(Collectors.joining(" "));
    }

    /** Whether the project, of this caller's organization, is this caller's to see. */
    public boolean sees(ProjectId project) {
        return reach.covers(project);
    }

    /** The same caller, with no more than these scopes. */
    public Caller limitedTo(Set<Scope> only) {
        return new Caller(kind, id, organization, reach, both(only), person, client, bounds);
    }

    /** The same caller by way of an application: it may do what both may. */
    public Caller through(Caller application) {
        return new Caller(
                kind,
                id,
                organization,
                reach.and(application.reach),
                both(application.scopes),
                person,
                application.id,
                application.bounds);
    }

    private Set<Scope> both(Set<Scope> others) {
        Set<Scope> both = new java.util.HashSet<>(scopes);
        both.retainAll(others);
        return both;
    }

    /** Whether this is the other, who may no less by now. */
    boolean mayAllThat(Caller before) {
        return actor().equals(before.actor())
                && source().equals(before.source())
                && organization.equals(before.organization)
                && has(before.reach, before.scopes)
                && bounds.exceededBy(before.bounds).isEmpty();
    }

    /** Whether this caller has all that these are. */
    boolean has(Reach others, Set<Scope> allOf) {
        return reach.covers(others) && scopes.containsAll(allOf);
    }

    /**
     * Ends a request that would give somebody, or take from somebody, more than this caller has.
     *
     * @param who it is given to or taken from, as a sentence begins
     * @param done what is not to be done, as the sentence ends
     * @throws MusterException FORBIDDEN, saying what this caller has not
     */
    public void requireWithin(String who, String done, Reach others, Set<Scope> allOf, Bounds within) {
        if (!has(others, allOf)) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN, who + " that may do more than you cannot be " + done + " by you.");
        }
        bounds.exceededBy(within).ifPresent(bound -> {
            throw new MusterException(
                    ErrorCode.FORBIDDEN, who + " that goes beyond your " + bound + " cannot be " + done + " by you.");
        });
    }

    /** Whether this caller answers for the installation as a whole. */
    boolean isOperator() {
        return organization.equals(OPERATORS) && has(Reach.everything(), Set.of(Scope.ADMIN));
    }

    /**
     * Ends a request that this caller may not make.
     *
     * @throws MusterException FORBIDDEN
     */
    public void require(Scope scope) {
        if (!scopes.contains(scope)) {
            String who = kind == Kind.PERSON ? "Your role does not allow this" : "This application may not do this";
            throw new MusterException(ErrorCode.FORBIDDEN, who + "; it needs the scope " + scope.text() + ".");
        }
    }

    /**
     * Ends a request that concerns the whole organization when this caller is bound to some of its projects.
     *
     * @throws MusterException FORBIDDEN
     */
    public void requireOrganization() {
        if (!reach.everyProject()) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN, "This application is bound to certain projects and may not do this.");
        }
    }

    /**
     * Ends a request that changes what only those set who reach the whole organization.
     *
     * @throws MusterException FORBIDDEN
     */
    public void requireOrganization(String what) {
        if (!reach.everyProject()) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN,
                    "You are bound to certain projects; " + what
                            + " are set by applications and people that reach the whole organization.");
        }
    }
}
