package org.rollbook.reconciler.pass;

import java.time.Duration;
import java.time.Instant;
import org.rollbook.reconciler.lms.LmsClock;
import org.rollbook.reconciler.lms.Orgs;
import org.rollbook.reconciler.pass.Comparison.ReadTime;
import org.rollbook.reconciler.settings.Mode;
import org.rollbook.reconciler.view.ViewFreshness;

/// How passes are made.
///
/// @param margin longer than any transaction of the LMS
/// @param orgs whose courses are compared
record PassSettings(Mode mode, Duration margin, Orgs orgs, Throttle throttle) {

  /// When rows are read that are read after a look at the database's clock. What a transaction that
  /// is still open, or the replica's primary, keeps from us happened later than the stamp.
  ///
  /// @param ahead how far the broker's clock is ahead of the database's
  ReadTime readTime(LmsClock clock, Duration ahead) {
    return new ReadTime(
        clock.now(),
        clock.now().minus(margin).minus(clock.lag()),
        clock.now().plus(ahead).minus(margin.dividedBy(2)));
  }

  /// Whether rows that differ are drift. A view that is not complete yet lacks rows rightly, unless
  /// nobody is going to complete it.
  boolean judges(ViewFreshness freshness) {
    return mode == Mode.REPORT || freshness.completeSince().isPresent();
  }

  /// Whether a whole pass makes a view complete.
  boolean completes() {
    return mode == Mode.REPAIR && orgs.all();
  }

  /// How far the database's clock may differ from the broker's: the margin covers it.
  private Duration clocksMayDifferBy() {
    return margin.dividedBy(2);
  }

  /// How long before a pass an event may have been lost for its row to be too young to be judged.
  Duration healsNothingLaterThan() {
    return margin.plus(throttle.maxLag()).plus(clocksMayDifferBy());
  }

  /// A reading is stamped by the database's clock. If that is wrong, a reading may win over events
  /// that are later than it, or lose to all of them.
  ///
  /// @param broker the broker's time, a moment later
  /// @return how far the broker's clock is ahead of the database's
  Duration requireAgreement(LmsClock clock, Instant broker) throws PassFailedException {
    Duration difference = Duration.between(broker, clock.now());
    if (difference.abs().compareTo(clocksMayDifferBy()) > 0) {
      throw new PassFailedException(
          ("the database's clock differs by %d s from the broker's; at most %d s are allowed, half"
                  + " of the margin. Correct the clocks: nothing is published meanwhile")
              .formatted(difference.toSeconds(), clocksMayDifferBy().toSeconds()));
    }
    return difference.negated();
  }
}
