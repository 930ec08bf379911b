package org.rollbook.reconciler;

import java.util.List;
import java.util.Optional;

/// What a running instance waits for, and whether something has ended that must not end.
public interface ReconcilerStatus {

  /// Each a sentence for an operator; none once it has begun.
  List<String> waitingFor();

  Optional<String> death();
}
