package org.rollbook.runtime.view;

import java.time.Duration;

/// What a view counts while it receives events.
public interface ViewMeters {

  /// Counts nothing.
  ViewMeters NONE =
      new ViewMeters() {
        @Override
        public void received(String view, Outcome outcome, Duration age) {}

        @Override
        public void unmergeable(String view) {}

        @Override
        public void watermarkFromTheFuture(String view) {}
      };

  /// Counts an event that was merged into a view.
  ///
  /// @param age from the event's time to its merge
  void received(String view, Outcome outcome, Duration age);

  /// Counts an event that could not be merged into a view.
  void unmergeable(String view);

  /// Counts a watermark that was ignored, because its time had not come yet when the broker
  /// appended it.
  void watermarkFromTheFuture(String view);
}
