package org.rollbook.testkit.layers;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.stream.Stream;

/// Which packages may import which.
final class ImportRules {

  private static final String HOUSE = "org.rollbook.";

  /// Where a benchmark runs classes of a view in its own process, as no other package does.
  private static final String EMBEDDED = HOUSE + "benchmark.embedded..";

  private ImportRules() {}

  static List<ArchRule> of(String root) {
    return List.of(
        onlyNeighbours(root, resideOutsideOfPackage(EMBEDDED), neighboursOf(root)),
        onlyNeighbours(
            root,
            resideInAPackage(EMBEDDED),
            List.of("model", "testkit", "runtime", "enrollments")),
        theModelStartsNothing(),
        domainIsPure(root),
        partsFollowTheData(root, "ingest", "view", "serve", "node"),
        partsFollowTheData(root, "view", "ingest", "serve", "node"),
        partsFollowTheData(root, "serve", "node"),
        noCycles(root));
  }

  /// `shared-model <- runtime <- view`, and `shared-model <- testkit <- whatever starts processes`.
  private static List<String> neighboursOf(String root) {
    return switch (root.substring(HOUSE.length())) {
      case "model" -> List.of();
      case "runtime", "testkit" -> List.of("model");
      case "guard" -> List.of("model", "runtime", "testkit");
      case "local", "benchmark", "chaos" -> List.of("model", "testkit");
      default -> List.of("model", "runtime");
    };
  }

  private static ArchRule onlyNeighbours(
      String root, DescribedPredicate<JavaClass> classes, List<String> neighbours) {
    String[] allowed =
        Stream.concat(neighbours.stream().map(HOUSE::concat), Stream.of(root))
            .map(name -> name + "..")
            .toArray(String[]::new);
    return noClasses()
        .that(classes)
        .should()
        .dependOnClassesThat(
            resideInAPackage(HOUSE.concat(".")).and(resideOutsideOfPackages(allowed)))
        .because("arrows in the architecture are 'may import': a view never sees another view");
  }

  private static ArchRule theModelStartsNothing() {
    return noClasses()
        .that()
        .resideInAPackage(HOUSE + "model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micronaut..", "org.apache.kafka.streams..")
        .because("the shared model knows no Micronaut and no Kafka Streams and starts nothing");
  }

  /// The rule covers the model's values too: domains are built on them.
  private static ArchRule domainIsPure(String root) {
    return classes()
        .that()
        .resideInAnyPackage(root + "..domain..", HOUSE + "model")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", HOUSE + "model", root + "..domain..")
        .because("domain code is pure: java.*, JSpecify and the model's values");
  }

  /// Ingest and views meet in the journals only.
  ///
  /// @param later the parts that come after this one on the way of the data, or beside it
  private static ArchRule partsFollowTheData(String root, String part, String... later) {
    return noClasses()
        .that()
        .resideInAPackage(root + "." + part + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Stream.of(later).map(name -> root + "." + name + "..").toArray(String[]::new))
        .because("ingest, view, serve, node: a part imports only what is before it");
  }

  private static ArchRule noCycles(String root) {
    return slices()
        .assignedFrom(new ByPackage(root))
        .should()
        .beFreeOfCycles()
        .because("one who opens a package reads it without the ones that use it");
  }

  /// Each package of the module is a slice.
  private record ByPackage(String root) implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return name.equals(root) || name.startsWith(root + ".")
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + root;
    }
  }
}
