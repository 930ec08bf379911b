package org.rollbook.guard.contract;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollbook.guard.TopologyGuard;

/// The view goes on with what is deployed of it; `topology.lock` in its module describes that.
public interface LockContract<E, R, A> extends ViewSamples<E, R, A> {

  @Test
  default void shouldGoOnWithWhatIsDeployed() {
    TopologyGuard.check(definition(), List.of(locked()));
  }
}
