package org.rollbook.runtime.view;

import java.time.Duration;

/// What a view counts while it receives events.
public interface ViewMeters {

  /// For who does not count.
  ViewMeters NONE =
      new ViewMeters() {
        @Override
        public void heard(String view, Outcome outcome, Duration age) {}

        @Override
        public void unmergeable(String view) {}

        @Override
        public void watermarkFromTheFuture(String view) {}
      };

  /// An event was merged into a view.
  ///
  /// @param age from the event's time to the view
  void heard(String view, Outcome outcome, Duration age);

  /// An event could not be merged into a view.
  void unmergeable(String view);

  /// A watermark was ignored, since its time had not come yet when the broker took it.
  void watermarkFromTheFuture(String view);
}
