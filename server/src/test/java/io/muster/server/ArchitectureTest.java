package io.muster.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.muster.server.access.AnyScope;
import io.muster.server.access.RequiredScope;
import org.springframework.web.bind.annotation.RestController;

/** The arrows that the packages may have. */
@AnalyzeClasses(packages = "io.muster.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PLATFORM = {
        "io.muster.server.catalog..", "io.muster.server.http..", "io.muster.server.access..",
                "io.muster.server.query..",
        "io.muster.server.audit..", "io.muster.server.limit..", "io.muster.server.person..", "io.muster.server.token.."
    };

    @ArchTest
    static final ArchRule onlyTheWiringKnowsTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage("io.muster.server.config")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.muster.engine.duckdb..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.muster.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule thePlatformKnowsNoFeature = noClasses()
            .that()
            .resideInAnyPackage(PLATFORM)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.muster.server.project..",
                    "io.muster.server.segment..",
                    "io.muster.server.export..",
                    "io.muster.server.webhook..",
                    "io.muster.server.delivery..",
                    "io.muster.server.profile..",
                    "io.muster.server.rows..",
                    "io.muster.server.seen..",
                    "io.muster.server.job..");

    @ArchTest
    static final ArchRule controllersAndStoresStayAtHome = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .or()
            .haveSimpleNameEndingWith("Store")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule everyControllerUnderV1SaysWhichScopeItNeeds = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .and()
            .resideInAnyPackage(
                    "io.muster.server.project..",
                    "io.muster.server.segment..",
                    "io.muster.server.export..",
                    "io.muster.server.profile..",
                    "io.muster.server.rows..",
                    "io.muster.server.seen..",
                    "io.muster.server.webhook..",
                    "io.muster.server.delivery..",
                    "io.muster.server.job..",
                    "io.muster.server.organization..",
                    "io.muster.server.person..")
            .and()
            .doNotHaveSimpleName("FileController")
            .should()
            .beAnnotatedWith(RequiredScope.class)
            .orShould()
            .beAnnotatedWith(AnyScope.class)
            .because("only signed links need no credentials");
}
