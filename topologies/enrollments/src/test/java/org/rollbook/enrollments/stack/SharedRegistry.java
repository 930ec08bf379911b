package org.rollbook.enrollments.stack;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.golden.GoldenMessage;
import org.rollbook.testkit.registry.RegistryProcess;

/// The one registry of all tests of a JVM that leave theirs in peace. It knows the golden messages'
/// schemas by the ids that they bear, where those are on this machine.
final class SharedRegistry {

  private SharedRegistry() {}

  static RegistryProcess process() {
    return Holder.REGISTRY;
  }

  /// The golden messages that this topology hears.
  static Stream<GoldenMessage> goldenEnrollments() {
    return List.of(
            "enrollment_created",
            "enrollment_changed_mode",
            "enrollment_created_full",
            "unenrollment_completed")
        .stream()
        .map(Golden::message);
  }

  /// Starts the registry when first touched.
  private static final class Holder {

    private static final RegistryProcess REGISTRY = started();

    private static RegistryProcess started() {
      var registry = RegistryProcess.start();
      Runtime.getRuntime().addShutdownHook(new Thread(registry::close, "shared-registry-stop"));
      Stream.of(Golden.available())
          .filter(Predicate.isEqual(true))
          .flatMap(available -> goldenEnrollments())
          .map(GoldenMessage::schemas)
          .forEach(registry::importWithIds);
      return registry;
    }
  }
}
