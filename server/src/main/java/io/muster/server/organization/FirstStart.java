package io.muster.server.organization;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.access.Applications;
import io.muster.server.access.Scope;
import io.muster.server.audit.AuditEvent;
import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import io.muster.server.http.Keys;
import io.muster.server.person.People;
import io.muster.server.person.Role;
import io.muster.server.project.Project;
import io.muster.server.project.ProjectSettings;
import io.muster.server.project.Projects;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Makes, on the first start, the organization {@code default}, and on every start those that were added to the settings:
 * each with a project {@code default} and its owner's application, whose secret it prints this once. On later starts it
 * finishes what a crash left undone.
 */
@Component
class FirstStart implements InitializingBean {
    private static final String DEFAULT = "default";

    private static final Table<Record> ORGANIZATION = table(name("organization"));
    private static final Field<String> ID = field(name("id"), String.class);

    private final Catalog catalog;
    private final Projects projects;
    private final Applications applications;
    private final People people;
    private final MusterProperties.Bootstrap bootstrap;
    private final Clock clock;

    FirstStart(
            Catalog catalog,
            Projects projects,
            Applications applications,
            People people,
            MusterProperties properties,
            Clock clock) {
        this.catalog = catalog;
        this.projects = projects;
        this.applications = applications;
        this.people = people;
        this.bootstrap = properties.bootstrap();
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        projects.recover();
        if (!catalog.read(dsl -> dsl.fetchExists(ORGANIZATION))) {
            make(DEFAULT, "Default", this::makeOwner);
        }
        for (String key : bootstrap.organizations()) {
            Keys.check(key);
            if (!catalog.read(dsl -> dsl.fetchExists(ORGANIZATION, ID.eq(key)))) {
                make(key, key, () -> makeApplication(key));
            }
        }
    }

    /** Makes an organization with whatever belongs to it, or nothing. */
    private void make(String key, String name, Runnable owner) {
        Project prepared = projects.prepare(key, ProjectSettings.named(DEFAULT, "Default"));
        catalog.change(dsl -> {
            dsl.insertInto(ORGANIZATION)
                    .set(ID, key)
                    .set(field(name("name"), String.class), name)
                    .set(field(name("created_at"), Long.class), clock.millis())
                    .execute();
            projects.add(prepared);
            owner.run();
        });
    }

    private void makeOwner() {
        if (bootstrap.email().isEmpty() != bootstrap.password().isEmpty()) {
            throw new IllegalStateException("muster.bootstrap.email and .password: give both or none");
        }
        if (!bootstrap.email().isEmpty()) {
            people.create(
                    AuditEvent.SYSTEM,
                    DEFAULT,
                    bootstrap.email(),
                    "Owner",
                    Role.OWNER,
                    Optional.of(bootstrap.password()));
        }
        if (bootstrap.clientId().isEmpty() != bootstrap.clientSecret().isEmpty()) {
            throw new IllegalStateException("muster.bootstrap.client-id and .client-secret: give both or none");
        }
        if (bootstrap.clientId().isEmpty()) {
            makeApplication(DEFAULT);
        } else {
            applications.create(
                    DEFAULT,
                    null,
                    "Owner",
                    EnumSet.allOf(Scope.class),
                    new Applications.Credentials(bootstrap.clientId(), bootstrap.clientSecret()));
        }
    }

    private void makeApplication(String organization) {
        Applications.Credentials owner = applications.create(organization, null, "Owner", EnumSet.allOf(Scope.class));
        catalog.afterCommit(() -> announce(organization, owner));
    }

    @SuppressWarnings("SystemOut")
    private static void announce(String organization, Applications.Credentials owner) {
        System.out.printf(
                """

                ------------------------------------------------------------------------
                  %s. These are the owner's credentials, shown this once:

                    MUSTER_CLIENT_ID=%s
                    MUSTER_CLIENT_SECRET=%s
                ------------------------------------------------------------------------

                """,
                organization.equals(DEFAULT) ? "First start" : "New organization " + organization,
                owner.clientId(),
                owner.clientSecret());
    }
}
