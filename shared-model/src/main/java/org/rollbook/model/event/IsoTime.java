package org.rollbook.model.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/// Times as text: reads leniently, writes strictly.
///
/// It reads what Python's `datetime.isoformat()` and similar functions write: no fraction or one to
/// nine digits, any offset or `Z`, and no offset at all for a naive time, which Open edX means as
/// UTC. It writes RFC 3339 in UTC without a fraction or with six digits.
///
/// It reads only years 1 to 9999 in UTC, which is the range of Python's `datetime`: every
/// subscriber can read the times that it writes, and they fit a long of microseconds.
public final class IsoTime {

  /// Longer texts are refused unread, so that no error message repeats them.
  private static final int MAX_LENGTH = 64;

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /// Rows of earlier releases may have times of the year 0.
  private static final Instant FIRST_WRITTEN = Instant.parse("0000-01-01T00:00:00Z");

  private static final DateTimeFormatter IN =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NEVER)
          .appendPattern("-MM-dd'T'HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendPattern("[XXXXX][XXXX][X]")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private IsoTime() {}

  /// Reads a time.
  ///
  /// @throws DateTimeException naming the text, if it is not a time or its year in UTC is not 1 to
  ///   9999
  public static Instant parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new DateTimeException("not a time: " + text.length() + " characters");
    }
    return inRange(IsoDigits.parse(text).orElseGet(() -> parsedByRule(text)));
  }

  private static Instant parsedByRule(String text) {
    TemporalAccessor parsed = IN.parse(text);
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    return LocalDateTime.from(parsed).toInstant(offset == null ? ZoneOffset.UTC : offset);
  }

  /// Writes a time, to the microsecond.
  ///
  /// @throws DateTimeException if its year has not four digits
  public static String format(Instant time) {
    if (time.isBefore(FIRST_WRITTEN) || time.isAfter(LAST)) {
      throw new DateTimeException("year must have four digits: " + time);
    }
    return IsoDigits.format(time);
  }

  /// The same time, if every subscriber can read its year.
  ///
  /// @throws DateTimeException if its year in UTC is not 1 to 9999
  public static Instant inRange(Instant time) {
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new DateTimeException("year must be 1 to 9999 in UTC: " + time);
    }
    return time;
  }
}
