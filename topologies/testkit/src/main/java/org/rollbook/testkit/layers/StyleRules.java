package org.rollbook.testkit.layers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// The rules of style that class files show.
final class StyleRules {

  private StyleRules() {}

  static List<ArchRule> of(String root) {
    return List.of(
        wholeDomainWords(root), timeComesFromAClock(root), onlyMainExits(root), noNulls(root));
  }

  private static ArchRule wholeDomainWords(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Common)|.*[.$](Abstract|Common)[A-Z].*")
        .because("names are domain words, whole");
  }

  private static ArchRule timeComesFromAClock(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("time comes from the event, or from a clock that is a parameter");
  }

  private static ArchRule onlyMainExits(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .doNotHaveSimpleName("Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .because("exit is a parameter");
  }

  private static ArchRule noNulls(String root) {
    return classes().that().resideInAPackage(root + "..").should(new BeNullMarked());
  }

  /// Fails for a class whose package is not marked `@NullMarked`.
  private static final class BeNullMarked extends ArchCondition<JavaClass> {

    BeNullMarked() {
      super("be in a package whose package-info is @NullMarked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      boolean marked =
          type.getPackage()
              .tryGetPackageInfo()
              .map(info -> info.isAnnotatedWith(NullMarked.class))
              .orElse(false);
      events.add(
          new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
    }
  }
}
