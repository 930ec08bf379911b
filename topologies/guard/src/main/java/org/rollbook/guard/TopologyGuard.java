package org.rollbook.guard;

import java.nio.file.Path;
import java.util.List;
import org.rollbook.model.Stamped;
import org.rollbook.runtime.node.TopologyDefinition;

/// Fails a build that is not compatible with the deployed state of a topology. A topology's guard
/// consists of one test and the `topology.lock` that it writes:
///
/// ```java
/// @Test
/// void shouldGoOnWithWhatIsDeployed() {
///   TopologyGuard.check(EnrollmentsTopology.DEFINITION, List.of(SAMPLE));
/// }
/// ```
public final class TopologyGuard {

  private TopologyGuard() {}

  /// Compares with `topology.lock` in the module's folder, where Maven runs tests.
  ///
  /// @param samples events that reach every store and every derived topic. They are part of the
  ///   lock, so they must not change
  /// @throws AssertionError with the verdict on each change, and what to do
  public static <E> void check(TopologyDefinition<E> definition, List<Stamped<E>> samples) {
    new LockFile(Path.of("topology.lock")).check(LockOfTopology.of(definition, samples));
  }
}
