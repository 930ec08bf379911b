package org.rollbook.reconciler.pass;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.rollbook.reconciler.lms.LmsClock;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits while the database is busy, or a replica is too far behind.
///
/// @param maxLag how far it may be behind
/// @param maxRunning how many statements it may be executing
record Throttle(Duration maxLag, int maxRunning) {

  private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Returns when the next statement may be sent.
  ///
  /// @return the database's clock then
  LmsClock await(LmsDatabase database) throws SQLException, InterruptedException {
    LmsClock clock = database.clock();
    Optional<String> why = objectionTo(clock);
    if (why.isPresent()) {
      LOG.atInfo().addKeyValue("why", why.get()).log("Reading pauses");
    }
    while (objectionTo(clock).isPresent()) {
      Thread.sleep(PAUSE);
      clock = database.clock();
    }
    return clock;
  }

  private Optional<String> objectionTo(LmsClock clock) {
    if (clock.lag().equals(LmsClock.UNKNOWN_LAG)) {
      return Optional.of(
          "it is not known how far the replica is behind: replication is stopped, or the user may"
              + " not see it (REPLICATION CLIENT; MariaDB: SLAVE MONITOR)");
    }
    if (clock.lag().compareTo(maxLag) > 0) {
      return Optional.of("the replica is " + clock.lag().toSeconds() + " s behind");
    }
    return clock.running() > maxRunning
        ? Optional.of("the database executes " + clock.running() + " statements")
        : Optional.empty();
  }
}
