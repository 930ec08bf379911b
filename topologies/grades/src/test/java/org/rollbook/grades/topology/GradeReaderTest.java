package org.rollbook.grades.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.runtime.ingest.EventReader;

final class GradeReaderTest {

  private static final String COURSE = "course-v1:edX+DemoX+Demo_Course";
  private static final LearnerId LEARNER = new LearnerId(4242);

  @Test
  void shouldReadASummary() throws Rejection {
    assertThat(read(GradeEvents.SUMMARY.type(), summary(4242, COURSE, 0.83, "A")))
        .isEqualTo(
            GradeClaim.summary(
                LEARNER,
                new CourseKey(COURSE),
                new Calculation(0.83, "A", "hash", "65f1c0"),
                Instant.parse("2026-08-20T12:34:56.789012Z")));
  }

  @Test
  void shouldRefuseAnInvalidSummary() {
    var type = GradeEvents.SUMMARY.type();
    assertRefused(RejectCause.BAD_LEARNER_ID, type, summary(0, COURSE, 0.5, ""));
    assertRefused(RejectCause.BAD_COURSE_KEY, type, summary(1, "edX", 0.5, ""));
    assertRefused(RejectCause.UNDECODABLE, type, summary(1, COURSE, -0.01, ""));
    assertRefused(RejectCause.UNDECODABLE, type, summary(1, COURSE, Double.NaN, ""));
    assertRefused(RejectCause.UNDECODABLE, type, summary(1, COURSE, Double.POSITIVE_INFINITY, ""));
    assertRefused(RejectCause.UNDECODABLE, type, summary(1, COURSE, 0.5, "A".repeat(256)));
    GenericRecord noTime = summary(1, COURSE, 0.5, "");
    ((GenericRecord) noTime.get("grade")).put("passed_timestamp", "None");
    assertRefused(RejectCause.BAD_TIME, type, noTime);
  }

  @Test
  void shouldReadPassingStatusOfCoursesAndOfCustomCourses() throws Rejection {
    String custom = "ccx-v1:edX+DemoX+Demo_Course+ccx@1";

    assertThat(read(GradeEvents.PASSING_STATUS.type(), status("course_key", COURSE)))
        .isEqualTo(GradeClaim.status(LEARNER, new CourseKey(COURSE), true));
    assertThat(read(GradeEvents.CCX_PASSING_STATUS.type(), status("ccx_course_key", custom)))
        .isEqualTo(GradeClaim.status(LEARNER, new CourseKey(custom), true));
  }

  @Test
  void shouldReadATrackedGrade() throws Rejection {
    String data =
        """
        {"user_id": "4242", "course_id": "course-v1:edX+DemoX+Demo_Course", "course_version": \
        "None", "percent_grade": 0.31, "letter_grade": "", "course_edited_timestamp": "None", \
        "event_transaction_id": "None", "grading_policy_hash": "hash"}\
        """;

    var claim =
        GradeClaim.calculated(
            LEARNER, new CourseKey(COURSE), new Calculation(0.31, "", "hash", ""));
    assertThat(tracked(data)).isEqualTo(claim);
    assertThat(tracked(data.replace("\"4242\"", "4242").replace("\"\"", "null"))).isEqualTo(claim);
  }

  @Test
  void shouldRefuseInvalidTrackedGradesWithoutQuotingThem() throws Rejection {
    String good =
        "{\"user_id\": \"1\", \"course_id\": \"a/b/c\", \"percent_grade\": 1, \"letter_grade\":"
            + " \"secret\"}";
    assertThat(tracked(good).calculation()).isPresent();
    Map.of(
            "",
            RejectCause.UNDECODABLE,
            "secret",
            RejectCause.UNDECODABLE,
            "[1]",
            RejectCause.UNDECODABLE,
            good + good,
            RejectCause.UNDECODABLE,
            "[".repeat(100_000),
            RejectCause.UNDECODABLE,
            good.replace(": 1,", ": \"1\","),
            RejectCause.UNDECODABLE,
            good.replace(": 1,", ": NaN,"),
            RejectCause.UNDECODABLE,
            good.replace(": 1,", ": 1e999,"),
            RejectCause.UNDECODABLE,
            good.replace("\"1\"", "\"None\""),
            RejectCause.BAD_LEARNER_ID,
            good.replace("a/b/c", "None"),
            RejectCause.BAD_COURSE_KEY)
        .forEach(
            (data, cause) ->
                assertThatExceptionOfType(Rejection.class)
                    .as(data.substring(0, Math.min(80, data.length())))
                    .isThrownBy(() -> tracked(data))
                    .satisfies(
                        rejection -> {
                          assertThat(rejection.rejectCause()).isEqualTo(cause);
                          assertThat(rejection.detail()).doesNotContain("secret");
                        }));
  }

  /// Python writes plain digits; Java would also accept a sign, and digits of any script.
  @Test
  void shouldAcceptOnlyALearnerIdOfPlainDigits() {
    for (String id :
        List.of(
            "+5", "-5", "\u0665", "5 ", "0x5", "5.0", "9223372036854775808", "1".repeat(20), "")) {
      String data = "{\"user_id\": \"" + id + "\", \"course_id\": \"a/b/c\", \"percent_grade\": 1}";

      assertThatExceptionOfType(Rejection.class)
          .as(id)
          .isThrownBy(() -> tracked(data))
          .extracting(Rejection::rejectCause)
          .isEqualTo(RejectCause.BAD_LEARNER_ID);
    }
  }

  /// The LMS's database counts a character beyond the first 65,536 once, Java counts it twice.
  @Test
  void shouldCountTheCharactersOfALetterAsTheDatabaseDoes() throws Rejection {
    assertThat(tracked(letter(255)).calculation()).isPresent();
    assertThatExceptionOfType(Rejection.class).isThrownBy(() -> tracked(letter(256)));
  }

  private static String letter(int length) {
    return "{\"user_id\": \"1\", \"course_id\": \"a/b/c\", \"percent_grade\": 1, \"letter_grade\":"
        + " \""
        + "\uD83C\uDF93".repeat(length)
        + "\"}";
  }

  @Test
  void shouldIgnoreOtherTrackingEvents() {
    EventReader.Glance glance = readerOf(GradeEvents.TRACKING.type()).glance().orElseThrow();

    assertThat(glance.wanted().test(named("problem_check", glance))).isFalse();
    assertThat(glance.wanted().test(named(GradeEvents.GRADE_CALCULATED, glance))).isTrue();
  }

  private static GenericRecord named(String name, EventReader.Glance glance) {
    return event(glance.schema(), Map.of("tracking_log", Map.of("name", name)));
  }

  private static void assertRefused(RejectCause cause, EventType type, GenericRecord event) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> read(type, event))
        .extracting(Rejection::rejectCause)
        .isEqualTo(cause);
  }

  private static GradeClaim read(EventType type, GenericRecord event) throws Rejection {
    return readerOf(type).read(event);
  }

  private static EventReader<GradeClaim> readerOf(EventType type) {
    return GradeReader.ALL.stream()
        .filter(reader -> reader.contract().type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static GradeClaim tracked(String data) throws Rejection {
    return read(
        GradeEvents.TRACKING.type(),
        event(
            GradeEvents.TRACKING.schema(),
            Map.of("tracking_log", Map.of("name", GradeEvents.GRADE_CALCULATED, "data", data))));
  }

  private static GenericRecord summary(long learner, String course, double percent, String letter) {
    return event(
        GradeEvents.SUMMARY.schema(),
        Map.of(
            "grade",
            Map.of(
                "user_id",
                learner,
                "course",
                Map.of("course_key", course),
                "course_version",
                "65f1c0",
                "grading_policy_hash",
                "hash",
                "percent_grade",
                percent,
                "letter_grade",
                letter,
                "passed_timestamp",
                "2026-08-20T12:34:56.789012+00:00")));
  }

  private static GenericRecord status(String courseField, String course) {
    return event(
        courseField.equals("course_key")
            ? GradeEvents.PASSING_STATUS.schema()
            : GradeEvents.CCX_PASSING_STATUS.schema(),
        Map.of(
            "course_passing_status",
            Map.of(
                "is_passing", true,
                "course", Map.of(courseField, course),
                "user", Map.of("id", 4242L))));
  }

  /// A record of a schema; a map is a record in it.
  private static GenericRecord event(Schema schema, Map<?, ?> fields) {
    var record = new GenericData.Record(schema);
    fields.forEach(
        (name, value) ->
            record.put(
                name.toString(),
                value instanceof Map<?, ?> part
                    ? event(schema.getField(name.toString()).schema(), part)
                    : value));
    return record;
  }
}
