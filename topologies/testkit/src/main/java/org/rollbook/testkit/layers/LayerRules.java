package org.rollbook.testkit.layers;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All rules of the house, checked for one module by a test of that module:
///
/// ```java
/// @Test
/// void shouldKeepTheRulesOfTheHouse() {
///   LayerRules.check("org.rollbook.enrollments");
/// }
/// ```
public final class LayerRules {

  /// Written by JMH's annotation processor.
  private static final String GENERATED = "/jmh_generated/";

  private LayerRules() {}

  /// Checks the main classes of a module by the name of its root package, which decides its layer.
  ///
  /// @throws AssertionError with everything that breaks a rule
  public static void check(String root) {
    check(
        root,
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains(GENERATED))
            .importPackages(root));
  }

  static void check(String root, JavaClasses classes) {
    if (classes.isEmpty()) {
      throw new AssertionError("no classes in " + root);
    }
    List<ArchRule> rules =
        Stream.concat(ImportRules.of(root).stream(), StyleRules.of(root).stream()).toList();
    String broken =
        rules.stream()
            .map(rule -> rule.allowEmptyShould(true).evaluate(classes))
            .filter(EvaluationResult::hasViolation)
            .map(result -> result.getFailureReport().toString())
            .collect(Collectors.joining("\n\n"));
    if (!broken.isEmpty()) {
      throw new AssertionError(broken);
    }
  }
}
