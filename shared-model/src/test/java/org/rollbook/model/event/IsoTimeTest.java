package org.rollbook.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class IsoTimeTest {

  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;

  @Example
  void shouldReadWhatPythonWrites() {
    assertThat(IsoTime.parse("2026-11-23T13:33:02.190130+00:00"))
        .isEqualTo("2026-11-23T13:33:02.190130Z");
    assertThat(IsoTime.parse("2026-11-23T13:33:02+00:00")).isEqualTo("2026-11-23T13:33:02Z");
    assertThat(IsoTime.parse("2026-11-23T13:33:02+05:30")).isEqualTo("2026-11-23T08:03:02Z");
    assertThat(IsoTime.parse("1900-01-01T00:00:00+00:19:32")).isEqualTo("1899-12-31T23:40:28Z");
  }

  @Example
  void shouldReadATimeWithoutOffsetAsUtc() {
    assertThat(IsoTime.parse("2026-11-23T13:33:02")).isEqualTo("2026-11-23T13:33:02Z");
    assertThat(IsoTime.parse("2026-11-23T13:33:02.5")).isEqualTo("2026-11-23T13:33:02.500Z");
  }

  @Example
  void shouldReadOtherSpellingsOfAnOffset() {
    for (String text : List.of("13:33:02Z", "13:33:02z", "15:33:02+02", "15:33:02+0200")) {
      assertThat(IsoTime.parse("2026-11-23T" + text)).isEqualTo("2026-11-23T13:33:02Z");
    }
  }

  @Property
  void shouldReadOneToNineDigits(@ForAll @IntRange(min = 1, max = 9) int digits) {
    String fraction = "123456789".substring(0, digits);

    Instant read = IsoTime.parse("2026-11-23T13:33:02." + fraction + "Z");

    assertThat(read).isEqualTo(Instant.parse("2026-11-23T13:33:02." + fraction + "Z"));
  }

  @Example
  void shouldRefuseTextsThatAreNoTime() {
    for (String text :
        List.of(
            "",
            "now",
            "2026-11-23",
            "2026-11-23 13:33:02",
            "2026-11-23T13:33",
            "2026-02-30T00:00:00Z",
            "2026-11-23T24:00:00Z",
            "2026-11-23T23:59:60Z",
            "2026-11-23T13:33:02.Z",
            "2026-11-23T13:33:02.1234567890Z",
            "2026-11-23T13:33:02+19:00",
            "2026-11-23T13:33:02Z ",
            "١٢٣٤-11-23T13:33:02Z",
            "1795440782")) {
      assertThatExceptionOfType(DateTimeException.class)
          .as(text)
          .isThrownBy(() -> IsoTime.parse(text));
    }
  }

  @Example
  void shouldRefuseYearsOutsidePythonsRange() {
    for (String text :
        List.of(
            "+1000000000-12-31T23:59:59Z",
            "99999-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59-00:01",
            "0000-01-01T00:00:00+00:01",
            "0000-12-31T23:59:59Z",
            "0001-01-01T00:00:00+05:30")) {
      assertThatExceptionOfType(DateTimeException.class)
          .as(text)
          .isThrownBy(() -> IsoTime.parse(text));
    }
  }

  @Example
  void shouldNotRepeatALongTextInItsError() {
    assertThatExceptionOfType(DateTimeException.class)
        .isThrownBy(() -> IsoTime.parse("9".repeat(1_000_000)))
        .withMessage("not a time: 1000000 characters");
  }

  @Property
  void shouldThrowNothingButDateTimeException(@ForAll String text) {
    try {
      IsoTime.parse(text);
    } catch (DateTimeException expected) {
      assertThat(expected).isNotNull();
    }
  }

  @Example
  void shouldWriteNoFractionOrSixDigits() {
    assertThat(IsoTime.format(Instant.parse("2026-08-20T12:40:00Z")))
        .isEqualTo("2026-08-20T12:40:00Z");
    assertThat(IsoTime.format(Instant.parse("2026-08-20T12:40:00.5Z")))
        .isEqualTo("2026-08-20T12:40:00.500000Z");
    assertThat(IsoTime.format(Instant.parse("2026-08-20T12:40:00.000000999Z")))
        .isEqualTo("2026-08-20T12:40:00Z");
  }

  @Example
  void shouldRefuseToWriteOtherYears() {
    for (Instant time :
        List.of(Instant.MIN, Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z"))) {
      assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> IsoTime.format(time));
    }
  }

  @Property
  void shouldReadWhatItWrites(
      @ForAll @LongRange(min = FIRST_SECOND, max = LAST_SECOND) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos) {
    Instant time = Instant.ofEpochSecond(second, nanos);

    assertThat(IsoTime.parse(IsoTime.format(time))).isEqualTo(time.truncatedTo(ChronoUnit.MICROS));
  }

  @Property
  void shouldReadAndWriteDigitsAsAFormatterDoes(
      @ForAll @LongRange(min = FIRST_SECOND, max = LAST_SECOND) long second,
      @ForAll @IntRange(max = 999_999) int micros) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(second, micros * 1_000, ZoneOffset.UTC);
    String text =
        utc.format(
            DateTimeFormatter.ofPattern(
                micros == 0 ? "uuuu-MM-dd'T'HH:mm:ss" : "uuuu-MM-dd'T'HH:mm:ss.SSSSSS"));

    assertThat(IsoTime.format(utc.toInstant(ZoneOffset.UTC))).isEqualTo(text + "Z");
    for (String zone : List.of("", "Z", "+00:00")) {
      assertThat(IsoTime.parse(text + zone)).isEqualTo(utc.toInstant(ZoneOffset.UTC));
    }
  }

  @Property
  void shouldReadTheSameTimeAtAnyOffset(
      @ForAll @LongRange(min = 0, max = LAST_SECOND - 64_800) long second,
      @ForAll @IntRange(min = -64_800, max = 64_800) int offsetSeconds) {
    Instant time = Instant.ofEpochSecond(second);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetSeconds);
    LocalDateTime there = LocalDateTime.ofInstant(time, offset);

    String text = there.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")) + offset;

    assertThat(IsoTime.parse(text)).isEqualTo(time);
  }
}
