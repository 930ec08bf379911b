package org.rollbook.runtime.node.health;

import java.util.List;
import java.util.Optional;

/// The state of a process that has no views.
public interface ProcessStatus {

  /// What it takes to begin, each a sentence for an operator; none once it has begun.
  List<String> waitingFor();

  /// What has ended that must not end, if anything has.
  Optional<String> death();

  /// Whether this instance does some of the work, or only stands by.
  boolean works();

  /// Why the work cannot go on now, if so.
  Optional<String> trouble();
}
