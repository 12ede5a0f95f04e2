package org.zhenhao;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds the arrows between the packages: what each may use of the others, and what the pure ones may not use at all. */
@AnalyzeClasses(packages = "org.zhenhao", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.zhenhao.";

    /** What each package may depend on; one that is not named here may depend on nothing. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("number", Set.of()),
            Map.entry("problem", Set.of()),
            Map.entry("store", Set.of()),
            Map.entry("score", Set.of("number")),
            Map.entry("rows", Set.of("number", "score", "problem")),
            Map.entry("parquet", Set.of()),
            Map.entry("trust", Set.of("number", "score")),
            Map.entry("secret", Set.of("store")),
            Map.entry("access", Set.of("secret", "store", "problem")),
            Map.entry("redis", Set.of()),
            Map.entry("quota", Set.of("redis", "access", "secret", "store", "problem")),
            Map.entry("management", Set.of()),
            Map.entry("registry", Set.of("number", "access", "secret", "problem", "store")),
            Map.entry("conduct", Set.of("store")),
            Map.entry(
                    "campaign",
                    Set.of("number", "score", "reputation", "registry", "access", "secret", "problem", "store")),
            Map.entry("evidence", Set.of("secret", "store", "problem")),
            Map.entry("verification", Set.of("number", "registry", "access", "secret", "problem", "store")),
            Map.entry(
                    "reputation",
                    Set.of("number", "score", "registry", "redis", "access", "secret", "problem", "store")),
            Map.entry(
                    "lookup",
                    Set.of(
                            "number",
                            "score",
                            "reputation",
                            "registry",
                            "conduct",
                            "campaign",
                            "verification",
                            "dispute",
                            "quota",
                            "access",
                            "secret",
                            "problem",
                            "store")),
            Map.entry(
                    "report",
                    Set.of(
                            "number",
                            "score",
                            "trust",
                            "reputation",
                            "registry",
                            "conduct",
                            "campaign",
                            "evidence",
                            "access",
                            "secret",
                            "problem",
                            "store")),
            Map.entry(
                    "casefile",
                    Set.of(
                            "number",
                            "score",
                            "reputation",
                            "registry",
                            "verification",
                            "conduct",
                            "evidence",
                            "campaign",
                            "report",
                            "access",
                            "problem")),
            Map.entry("imports", Set.of("report", "rows", "number", "score", "access", "problem")),
            Map.entry("dispute", Set.of("number", "report", "access", "secret", "problem", "store")),
            Map.entry(
                    "snapshot",
                    Set.of(
                            "parquet",
                            "number",
                            "score",
                            "reputation",
                            "registry",
                            "published",
                            "campaign",
                            "dispute",
                            "access",
                            "secret",
                            "problem",
                            "store")),
            Map.entry("privacy", Set.of("report", "access", "secret", "problem", "store")),
            Map.entry(
                    "cli", Set.of("number", "score", "rows", "reputation", "snapshot", "evidence", "problem", "store")),
            Map.entry("feed", Set.of("number", "score", "reputation", "snapshot", "access", "problem", "store")),
            Map.entry(
                    "screening",
                    Set.of(
                            "parquet",
                            "number",
                            "score",
                            "rows",
                            "reputation",
                            "registry",
                            "campaign",
                            "access",
                            "secret",
                            "problem",
                            "store")),
            Map.entry(
                    "published",
                    Set.of(
                            "number",
                            "score",
                            "reputation",
                            "registry",
                            "campaign",
                            "dispute",
                            "secret",
                            "problem",
                            "store")),
            Map.entry("webhook", Set.of("published", "number", "score", "access", "secret", "problem", "store")),
            Map.entry(
                    "message",
                    Set.of("number", "score", "reputation", "registry", "lookup", "access", "problem", "store")),
            Map.entry(
                    "dialer",
                    Set.of(
                            "number",
                            "score",
                            "reputation",
                            "registry",
                            "lookup",
                            "message",
                            "report",
                            "trust",
                            "published",
                            "access",
                            "secret",
                            "problem",
                            "store")),
            Map.entry(
                    "console",
                    Set.of(
                            "number",
                            "score",
                            "registry",
                            "reputation",
                            "lookup",
                            "report",
                            "screening",
                            "dialer",
                            "published",
                            "access",
                            "secret",
                            "problem",
                            "store")));

    @ArchTest
    static void packages_dependOnlyAlongTheArrows(JavaClasses classes) {
        Set<String> present = new TreeSet<>();
        classes.forEach(type -> {
            if (type.getPackageName().startsWith(ROOT)) {
                present.add(type.getPackageName().substring(ROOT.length()).split("\\.")[0]);
            }
        });
        for (String name : present) {
            Set<String> others = new TreeSet<>(present);
            others.removeAll(ARROWS.getOrDefault(name, Set.of()));
            others.remove(name);
            String[] forbidden =
                    others.stream().map(other -> ROOT + other + "..").toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.zhenhao.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PURE_PACKAGES_KNOW_NO_FRAMEWORK_AND_DO_NO_IO = noClasses()
            .that()
            .resideInAnyPackage("org.zhenhao.number..", "org.zhenhao.score..", "org.zhenhao.trust..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.vertx..",
                    "jakarta..",
                    "java.sql..",
                    "javax.sql..",
                    "java.net..",
                    "java.nio.channels..",
                    "org.hibernate..",
                    "io.agroal..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule PURE_PACKAGES_ARE_TOLD_THE_TIME = noClasses()
            .that()
            .resideInAnyPackage("org.zhenhao.number..", "org.zhenhao.score..", "org.zhenhao.trust..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOBODY_ASKS_THE_SYSTEM_FOR_THE_TIME = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule BEANS_ARE_GIVEN_WHAT_THEY_NEED_BY_CONSTRUCTORS =
            fields().should().notBeAnnotatedWith(Inject.class);
}
