package io.muster.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.SegmentEngine;
import io.muster.server.access.AnyScope;
import io.muster.server.access.RequiredScope;
import io.muster.server.catalog.Catalog;
import org.springframework.web.bind.annotation.RestController;

/** The arrows that the packages may have. */
@AnalyzeClasses(packages = "io.muster.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String FACADES = "io.muster.server.facade..";

    private static final String[] PLATFORM = {
        "io.muster.server.catalog..",
        "io.muster.server.http..",
        "io.muster.server.access..",
        "io.muster.server.query..",
        "io.muster.server.audit..",
        "io.muster.server.limit..",
        "io.muster.server.personal..",
        "io.muster.server.person..",
        "io.muster.server.token.."
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
                    "io.muster.server.explain..",
                    "io.muster.server.preview..",
                    "io.muster.server.export..",
                    "io.muster.server.webhook..",
                    "io.muster.server.delivery..",
                    "io.muster.server.profile..",
                    "io.muster.server.rows..",
                    "io.muster.server.seen..",
                    "io.muster.server.erasure..",
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
                    "io.muster.server.explain..",
                    "io.muster.server.preview..",
                    "io.muster.server.export..",
                    "io.muster.server.profile..",
                    "io.muster.server.rows..",
                    "io.muster.server.seen..",
                    "io.muster.server.erasure..",
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

    /** A façade puts what use cases say into the words of an older interface; it has no rule, query or state. */
    @ArchTest
    static final ArchRule facadesCallUseCasesOnly = noClasses()
            .that()
            .resideInAPackage(FACADES)
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.jooq..", "java.sql..", "io.muster.engine.duckdb..")
                    .or(assignableTo(Catalog.class))
                    .or(assignableTo(SegmentEngine.class))
                    .or(assignableTo(EngineSnapshot.class))
                    .or(simpleNameEndingWith("Store")));

    @ArchTest
    static final ArchRule nothingKnowsAFacade = noClasses()
            .that()
            .resideOutsideOfPackage(FACADES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(FACADES);

    @ArchTest
    static final ArchRule facadesKnowNothingOfEachOther =
            slices().matching("io.muster.server.facade.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule everyControllerOfAFacadeSaysWhichScopeItNeeds = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .and()
            .resideInAPackage(FACADES)
            .should()
            .beAnnotatedWith(RequiredScope.class);
}
