package org.rollbook.guard;

import java.nio.file.Path;
import java.util.List;
import org.rollbook.model.Heard;
import org.rollbook.runtime.node.Deployable;

/// Refuses a build that would not go on with what is deployed of a topology. The whole of a
/// topology's guard is one test and the `topology.lock` that it writes:
///
/// ```java
/// @Test
/// void shouldGoOnWithWhatIsDeployed() {
///   TopologyGuard.check(new EnrollmentsTopology(), List.of(SAMPLE));
/// }
/// ```
public final class TopologyGuard {

  private TopologyGuard() {}

  /// Compares with `topology.lock` in the module's folder, where Maven runs tests.
  ///
  /// @param samples events that reach every store and every derived topic. They are part of the
  ///   lock, so they stay as they are
  /// @throws AssertionError with the verdict on each change, and what to do
  public static <E> void check(Deployable<E> deployable, List<Heard<E>> samples) {
    new LockFile(Path.of("topology.lock")).check(LockOfTopology.of(deployable, samples));
  }
}
