package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Times exactly as Python writes them: consumers have to read them.
final class PythonText {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);

  private PythonText() {}

  /// `datetime.isoformat()` of a time in UTC: `+00:00`, and no fraction at all where it is zero.
  static String isoformat(Instant time) {
    Instant micros = time.truncatedTo(ChronoUnit.MICROS);
    boolean whole = micros.equals(time.truncatedTo(ChronoUnit.SECONDS));
    return (whole ? SECONDS : MICROSECONDS).format(micros);
  }
}
