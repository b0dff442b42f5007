package io.muster.server.organization;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.access.Applications;
import io.muster.server.access.Scope;
import io.muster.server.audit.AuditEvent;
import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import io.muster.server.person.People;
import io.muster.server.person.Role;
import io.muster.server.project.Project;
import io.muster.server.project.ProjectSettings;
import io.muster.server.project.Projects;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Makes, on the first start, the organization and project {@code default} and the owner's application, whose secret it
 * prints this once; on later starts, finishes what a crash left undone.
 */
@Component
class FirstStart implements InitializingBean {
    private static final String DEFAULT = "default";

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
        if (catalog.read(dsl -> dsl.fetchExists(table(name("organization"))))) {
            return;
        }
        Project prepared = projects.prepare(DEFAULT, ProjectSettings.named(DEFAULT, "Default"));
        catalog.change(dsl -> {
            dsl.insertInto(table(name("organization")))
                    .set(field(name("id"), String.class), DEFAULT)
                    .set(field(name("name"), String.class), "Default")
                    .set(field(name("created_at"), Long.class), clock.millis())
                    .execute();
            projects.add(prepared);
            makeOwner();
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
        makeApplication();
    }

    private void makeApplication() {
        EnumSet<Scope> all = EnumSet.allOf(Scope.class);
        if (bootstrap.clientId().isEmpty() != bootstrap.clientSecret().isEmpty()) {
            throw new IllegalStateException("muster.bootstrap.client-id and .client-secret: give both or none");
        }
        if (bootstrap.clientId().isEmpty()) {
            Applications.Credentials owner = applications.create(DEFAULT, null, "Owner", all);
            catalog.afterCommit(() -> announce(owner));
        } else {
            applications.create(
                    DEFAULT,
                    null,
                    "Owner",
                    all,
                    new Applications.Credentials(bootstrap.clientId(), bootstrap.clientSecret()));
        }
    }

    @SuppressWarnings("SystemOut")
    private static void announce(Applications.Credentials owner) {
        System.out.printf(
                """

                ------------------------------------------------------------------------
                  First start. These are the owner's credentials, shown this once:

                    MUSTER_CLIENT_ID=%s
                    MUSTER_CLIENT_SECRET=%s
                ------------------------------------------------------------------------

                """,
                owner.clientId(), owner.clientSecret());
    }
}
