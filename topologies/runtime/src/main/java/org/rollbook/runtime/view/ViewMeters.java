package org.rollbook.runtime.view;

import java.time.Duration;

/// What a view counts while it hears.
public interface ViewMeters {

  /// For who does not count.
  ViewMeters NONE = (view, outcome, age) -> {};

  /// An event was merged into a view.
  ///
  /// @param age from the event's time to the view
  void heard(String view, Outcome outcome, Duration age);
}
