package org.rollbook.guard.contract;

import java.util.List;

/// The fields that the events of every view have, at and beyond their bounds.
///
/// The rule of what is accepted is implemented a second time, independently of ingest.
final class FieldsOfAllEvents {

  /// A character that Java counts twice.
  private static final String ASTRAL = "\uD835\uDCB3";

  private static final String LONGEST_PART = ASTRAL.repeat(81);

  static final List<ExtremeField> ALL =
      List.of(
          ExtremeField.of("id", "a", "b", "\u0000", "\u5B66".repeat(255), ASTRAL.repeat(127))
              .rejecting("i".repeat(256), "i".repeat(16 << 10), ""),
          ExtremeField.of(
              "source",
              "openedx/lms/web",
              "",
              "\u0000\u5B66",
              "s".repeat(255),
              "s".repeat(16 << 10),
              ASTRAL.repeat(200)),
          ExtremeField.of(
                  "time",
                  "2026-08-20T12:00:00+00:00",
                  "2026-08-20T12:00:00.000001+00:00",
                  "2000-01-01T00:00:00Z",
                  "2000-01-01T05:30:00+05:30")
              .rejecting(
                  "1999-12-31T23:59:59.999999Z",
                  "1733-01-01T00:00:00Z",
                  "0001-01-01T00:00:00+00:00",
                  "0001-01-01T00:00:00+05:30",
                  "-0001-01-01T00:00:00Z"),
          ExtremeField.of("learner", 1L, 2L, Long.MAX_VALUE).rejecting(0L, -1L, Long.MIN_VALUE),
          ExtremeField.of(
                  "course",
                  "course-v1:edX+DemoX+Demo_Course",
                  "edX/DemoX/2012_Fall",
                  "edX/DemoX/100%_2012",
                  "ccx-v1:edX+DemoX+1+ccx@99999999999999999999",
                  "course-v1:" + LONGEST_PART + "+" + LONGEST_PART + "+\u5B66~.:-_1",
                  "course-v1:a+b+" + "c".repeat(241))
              .rejecting(
                  "course-v1:a+b+" + "c".repeat(242),
                  "course-v1:a+b+c\u0000",
                  "course-v1:a+b+c\n",
                  "course-v1:a+b",
                  ""));

  private FieldsOfAllEvents() {}
}
