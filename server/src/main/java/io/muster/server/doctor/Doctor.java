package io.muster.server.doctor;

import io.muster.server.config.MusterProperties;
import io.muster.server.config.SettingsCheck;
import io.muster.server.config.UnknownVariables;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Says what is wrong with an installation: its files, its catalogue, its audit trail, its secrets, and what would make it
 * safer. Takes the same settings as the server, which may be running, and {@code --audit-hash=ORGANIZATION=HASH} for hashes of
 * audit trails that were kept elsewhere. Exit codes: 0 nothing is wrong, 1 something is.
 */
public final class Doctor {
    private static final String AUDIT_HASH = "--audit-hash=";

    private Doctor() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    static int run(String[] arguments, PrintStream out) {
        List<Finding> findings = new ArrayList<>();
        try (ConfigurableApplicationContext context = settings(arguments)) {
            MusterProperties properties = context.getBean(MusterProperties.class);
            findings.addAll(FileFindings.of(properties));
            findings.addAll(CatalogFindings.of(properties, auditHashes(arguments)));
            findings.addAll(TransportFindings.of(properties));
            findings.addAll(
                    SecretFindings.of(properties, System.getenv(), Path.of("").toAbsolutePath()));
            findings.add(variables(context.getEnvironment()));
            findings.addAll(AccessFindings.of(properties));
            findings.addAll(HostFindings.of(properties));
        }
        findings.forEach(out::println);
        long faults = findings.stream()
                .filter(finding -> finding.level() == Finding.Level.FAULT)
                .count();
        out.println(faults == 0 ? "Nothing is wrong." : faults + (faults == 1 ? " fault." : " faults."));
        out.println("What each line means: docs/guides/hardening.md");
        return faults == 0 ? 0 : 1;
    }

    private static Finding variables(ConfigurableEnvironment environment) {
        List<String> unknown = UnknownVariables.of(environment);
        return unknown.isEmpty()
                ? Finding.good("variables", "all that are named as settings are settings.")
                : Finding.advice("variables", String.join(" ", unknown));
    }

    private static List<String> auditHashes(String[] arguments) {
        return Stream.of(arguments)
                .filter(argument -> argument.startsWith(AUDIT_HASH))
                .map(argument -> argument.substring(AUDIT_HASH.length()))
                .toList();
    }

    private static ConfigurableApplicationContext settings(String[] arguments) {
        return new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(new SettingsCheck())
                .properties("spring.config.name=muster", "logging.level.root=error")
                .run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(MusterProperties.class)
    static class Settings {}
}
