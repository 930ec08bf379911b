package org.rollbook.testkit.site;

import java.util.List;
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.golden.GoldenMessage;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.registry.SchemaWithId;

/// The one registry that all tests of a JVM share, except those that stop theirs. It has the golden
/// messages' schemas under their ids, where those are on this machine.
public final class SharedRegistry {

  private SharedRegistry() {}

  /// Starts it at the first call; it ends with this JVM.
  public static RegistryProcess process() {
    return Lazy.REGISTRY;
  }

  private static final class Lazy {

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
