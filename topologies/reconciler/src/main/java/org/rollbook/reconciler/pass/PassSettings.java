package org.rollbook.reconciler.pass;

import java.time.Duration;
import org.rollbook.reconciler.settings.Mode;

/// How passes are made.
///
/// @param margin longer than any transaction of the LMS
record PassSettings(Mode mode, Duration margin, Throttle throttle) {

  /// How far the database's clock may differ from the broker's: the margin covers it.
  Duration clocksMayDifferBy() {
    return margin.dividedBy(2);
  }
}
