package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.audit.AuditEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * Tells an application by its credentials. An unknown id, a wrong secret, and an application that is disabled or expired
 * get the same answer after the same work. Thread-safe.
 */
@Service
public class ClientLogin {
    static final String HOW_TO = "Send HTTP Basic credentials: client_id and client_secret.";

    private final RecentApplications applications;
    private final FailedAttempts attempts;
    private final Clock clock;

    ClientLogin(RecentApplications applications, FailedAttempts attempts, Clock clock) {
        this.applications = applications;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * The application with these credentials.
     *
     * @param address where the request comes from
     * @throws MusterException UNAUTHORIZED; FORBIDDEN where the application may not be used from the address
     * @throws io.muster.server.http.ProblemException TOO_MANY_REQUESTS after many wrong ones from the address
     */
    public Caller check(String clientId, String clientSecret, String address) {
        return stored(clientId, clientSecret, address).application().caller();
    }

    /**
     * What a token is made for.
     *
     * @param applicationId outlives no deletion, unlike a client id, which may be given again
     * @param epoch tokens of an earlier one are void
     */
    public record Holder(Caller caller, String applicationId, int epoch) {}

    /** As {@link #check}, for making a token of it. */
    public Holder holder(String clientId, String clientSecret, String address) {
        return holder(stored(clientId, clientSecret, address));
    }

    /** The application of the caller, for making a token of it; empty where it is none, or is gone. */
    public Optional<Holder> holder(Caller caller) {
        return caller.kind() == Caller.Kind.APPLICATION
                ? applications.find(caller.id()).map(ClientLogin::holder)
                : Optional.empty();
    }

    /**
     * The caller that a token was made for; empty where its application is gone, ended or has voided it.
     *
     * @throws MusterException FORBIDDEN where the application may not be used from the address
     */
    public Optional<Caller> caller(String clientId, String applicationId, int epoch, String address) {
        Optional<Application> found = applications
                .find(clientId)
                .filter(it -> it.epoch() == epoch && it.application().id().equals(applicationId))
                .map(StoredApplication::application)
                .filter(it -> it.isLive(clock.instant()));
        found.ifPresent(it -> admit(it, address));
        return found.map(Application::caller);
    }

    private static Holder holder(StoredApplication stored) {
        return new Holder(stored.application().caller(), stored.application().id(), stored.epoch());
    }

    private StoredApplication stored(String clientId, String clientSecret, String address) {
        Instant now = clock.instant();
        Optional<StoredApplication> found = find(clientId, address);
        String hash = SecretHash.of(clientSecret);
        boolean same = found.map(it -> it.hasSecret(hash, now)).orElseGet(() -> SecretHash.same(SecretHash.NONE, hash));
        if (!same || !found.orElseThrow().application().isLive(now)) {
            String organization =
                    found.map(it -> it.application().organization()).orElse(AuditEvent.NOBODY);
            throw attempts.wrong(address, organization, HOW_TO);
        }
        admit(found.get().application(), address);
        return found.get();
    }

    /**
     * The application with that public key, allowed nothing but to send rows: for interfaces whose callers have no
     * secret, such as scripts in web pages.
     *
     * @throws MusterException UNAUTHORIZED; FORBIDDEN where the application may not be used from the address
     */
    public Caller writer(String clientId, String address) {
        Optional<Application> found = find(clientId, address).map(StoredApplication::application);
        Application application = found.filter(it -> it.isLive(clock.instant()))
                .filter(it -> it.settings().scopes().contains(Scope.INGEST))
                .orElseThrow(() -> attempts.wrong(address, AuditEvent.NOBODY, "The write key is not known."));
        admit(application, address);
        return application.caller().limitedTo(Set.of(Scope.INGEST));
    }

    private void admit(Application application, String address) {
        if (!application.settings().addresses().allows(address)) {
            Caller caller = application.caller();
            attempts.refused(address, caller.organization(), caller.actor(), ErrorCode.FORBIDDEN);
            throw new MusterException(
                    ErrorCode.FORBIDDEN, "This application may not be used from the address " + address + ".");
        }
        applications.used(application);
    }

    private Optional<StoredApplication> find(String clientId, String address) {
        boolean worthwhile = applications.wasGood(clientId) || attempts.mayLookUp(address);
        return worthwhile ? applications.find(clientId) : Optional.empty();
    }
}
