package org.rollbook.testkit.site;

import java.util.List;
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.golden.GoldenMessage;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.registry.SchemaWithId;

/// The one registry of all tests of a JVM that leave theirs in peace. It knows the golden messages'
/// schemas by the ids that they bear, where those are on this machine.
public final class SharedRegistry {

  private SharedRegistry() {}

  /// Starts it when first asked for; it ends with this JVM.
  public static RegistryProcess process() {
    return Holder.REGISTRY;
  }

  private static final class Holder {

    private static final RegistryProcess REGISTRY = started();

    private static RegistryProcess started() {
      var registry = RegistryProcess.start();
      Runtime.getRuntime().addShutdownHook(new Thread(registry::close, "shared-registry-stop"));
      if (Golden.available()) {
        registry.importWithIds(schemas());
      }
      return registry;
    }

    private static List<SchemaWithId> schemas() {
      return Golden.messages().stream()
          .map(GoldenMessage::schemas)
          .flatMap(List::stream)
          .distinct()
          .toList();
    }
  }
}
