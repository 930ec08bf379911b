package org.rollbook.runtime.node.health;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// Whether the process does its work; if not, only a new process helps.
///
/// @param status `live` or `dead`
/// @param faults what is wrong, each a sentence for an operator
@Serdeable
public record Liveness(String status, List<String> faults) {

  public Liveness {
    faults = List.copyOf(faults);
  }

  /// Live if there are no faults.
  public static Liveness of(List<String> faults) {
    return new Liveness(faults.isEmpty() ? "live" : "dead", faults);
  }

  boolean isLive() {
    return faults.isEmpty();
  }
}
