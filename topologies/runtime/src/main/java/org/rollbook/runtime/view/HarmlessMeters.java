package org.rollbook.runtime.view;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Meters that never throw: a view must not end because counting fails.
final class HarmlessMeters implements ViewMeters {

  private static final Logger LOG = LoggerFactory.getLogger(HarmlessMeters.class);

  private final ViewMeters meters;
  private volatile boolean reported;

  HarmlessMeters(ViewMeters meters) {
    this.meters = meters;
  }

  @Override
  public void received(String view, Outcome outcome, Duration age) {
    try {
      meters.received(view, outcome, age);
    } catch (RuntimeException failure) {
      report(failure);
    }
  }

  @Override
  public void unmergeable(String view) {
    try {
      meters.unmergeable(view);
    } catch (RuntimeException failure) {
      report(failure);
    }
  }

  @Override
  public void watermarkFromTheFuture(String view) {
    try {
      meters.watermarkFromTheFuture(view);
    } catch (RuntimeException failure) {
      report(failure);
    }
  }

  /// Logs only the first failure: it may fail at each event.
  private void report(RuntimeException failure) {
    if (!reported) {
      reported = true;
      LOG.atError().setCause(failure).log("The events of a view cannot be counted");
    }
  }
}
