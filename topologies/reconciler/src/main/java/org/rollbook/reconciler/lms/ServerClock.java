package org.rollbook.reconciler.lms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rollbook.model.event.IsoTime;

/// Asks the server what time it is, how busy it is, and how far it is behind its primary.
record ServerClock(LmsConnection connection) {

  /// The database's clock and load.
  LmsClock now() throws SQLException {
    Instant now =
        connection.ask(
            "SELECT " + connection.dialect().now(),
            row -> {
              row.next();
              return IsoTime.parse(row.getString(1));
            });
    return new LmsClock(now, lag(), running());
  }

  private Duration lag() throws SQLException {
    return switch (connection.dialect()) {
      case POSTGRESQL ->
          Duration.ofMillis(
              connection.number(
                  "SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0"
                      // The primary may just have nothing to replicate.
                      + " WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() AND EXISTS"
                      + " (SELECT 1 FROM pg_stat_wal_receiver WHERE status = 'streaming') THEN 0"
                      + " ELSE COALESCE((EXTRACT(EPOCH FROM (clock_timestamp()"
                      + " - pg_last_xact_replay_timestamp())) * 1000)::bigint, "
                      + LmsClock.UNKNOWN_LAG.toMillis()
                      + ") END"));
      case MYSQL -> replicaLag();
    };
  }

  private Duration replicaLag() throws SQLException {
    for (String question : List.of("SHOW REPLICA STATUS", "SHOW SLAVE STATUS")) {
      try {
        return connection.ask(question, ServerClock::replicaLag);
      } catch (SQLException refused) {
        if (LmsConnection.isLost(refused)) {
          throw refused;
        }
      }
    }
    // Not permitted (error 1227). A server that can be written to is no replica.
    return connection.number("SELECT @@global.read_only") == 0
        ? Duration.ZERO
        : LmsClock.UNKNOWN_LAG;
  }

  /// Null while replication does not run.
  private static Duration replicaLag(ResultSet status) throws SQLException {
    if (!status.next()) {
      return Duration.ZERO;
    }
    for (int i = 1; i <= status.getMetaData().getColumnCount(); i++) {
      String column = status.getMetaData().getColumnLabel(i);
      if (column.equalsIgnoreCase("Seconds_Behind_Source")
          || column.equalsIgnoreCase("Seconds_Behind_Master")) {
        long seconds = status.getLong(i);
        return status.wasNull() ? LmsClock.UNKNOWN_LAG : Duration.ofSeconds(seconds);
      }
    }
    return LmsClock.UNKNOWN_LAG;
  }

  private int running() throws SQLException {
    return switch (connection.dialect()) {
      case POSTGRESQL ->
          (int) connection.number("SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active'");
      case MYSQL ->
          connection.ask(
              "SHOW GLOBAL STATUS LIKE 'Threads_running'", row -> row.next() ? row.getInt(2) : 0);
    };
  }
}
