package org.rollbook.reconciler.lms;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What differs between the SQL of the servers that an LMS may have. Texts, hashes and times come
/// out equal: `contract/lms-tables` has what each server answered.
public enum Dialect {
  /// MySQL 8 and later, and MariaDB.
  MYSQL {
    @Override
    String time(String column) {
      return "DATE_FORMAT(" + column + ",'%Y-%m-%dT%H:%i:%s.%f')";
    }

    @Override
    String now() {
      return time("UTC_TIMESTAMP(6)");
    }

    @Override
    String flag(String column) {
      return column;
    }

    @Override
    String billionths(String column) {
      return "CAST(ROUND(" + column + "*1000000000) AS SIGNED)";
    }

    @Override
    String bucket(String column, long size) {
      return column + " DIV " + size;
    }

    // The connection's character set does not matter, nor does an old column in latin1.
    @Override
    String digest(List<String> parts) {
      return "BIT_XOR(CAST(CONV(LEFT(SHA2(CONVERT(CONCAT_WS('#',"
          + String.join(",", parts)
          + ") USING utf8mb4),256),16),16,10) AS UNSIGNED))";
    }

    @Override
    String timeParameter() {
      return "CAST(? AS DATETIME(6))";
    }
  },
  /// PostgreSQL 14 and later.
  POSTGRESQL {
    @Override
    String time(String column) {
      return "to_char(" + column + " AT TIME ZONE 'UTC','YYYY-MM-DD\"T\"HH24:MI:SS.US')";
    }

    @Override
    String now() {
      return time("clock_timestamp()");
    }

    @Override
    String flag(String column) {
      return column + "::int";
    }

    @Override
    String billionths(String column) {
      return "round(" + column + "*1000000000)::bigint";
    }

    @Override
    String bucket(String column, long size) {
      return column + " / " + size;
    }

    @Override
    String digest(List<String> parts) {
      return "bit_xor(('x'||left(encode(sha256(convert_to(concat_ws('#',"
          + String.join(",", parts)
          + "),'UTF8')),'hex'),16))::bit(64)::bigint)";
    }

    @Override
    String timeParameter() {
      return "(CAST(? AS timestamp) AT TIME ZONE 'UTC')";
    }
  };

  /// A time as text in UTC, with six digits; null stays null.
  abstract String time(String column);

  /// The server's clock, as such a text.
  abstract String now();

  /// A flag as 1 or 0.
  abstract String flag(String column);

  /// A number in units of 1e-9, rounded half to even.
  abstract String billionths(String column);

  /// The number of the bucket that a learner is in.
  abstract String bucket(String column, long size);

  /// The exclusive or of the hashes of texts, which are parts with number signs between them.
  abstract String digest(List<String> parts);

  /// A parameter that is given as text, such as `2026-08-20 12:00:00.000000`, in UTC.
  abstract String timeParameter();

  /// The statement that ends later statements of the session which take longer.
  ///
  /// @param product the server's name for itself
  static String limit(String product, Duration limit) {
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "postgresql" -> "SET statement_timeout = " + limit.toMillis();
      case "mariadb" -> "SET SESSION max_statement_time = " + limit.toMillis() / 1_000.0;
      default -> "SET SESSION max_execution_time = " + limit.toMillis();
    };
  }

  /// The dialect of a JDBC URL.
  ///
  /// @throws IllegalArgumentException if it is of none of these servers
  public static Dialect of(String url) {
    if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
      return MYSQL;
    }
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    throw new IllegalArgumentException(
        "must begin with jdbc:mysql://, jdbc:mariadb:// or jdbc:postgresql://");
  }
}
