package org.rollbook.enrollments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.enrollments.domain.Enrollment.State;
import org.rollbook.guard.contract.ExtremeEvent;
import org.rollbook.guard.contract.ExtremeField;
import org.rollbook.guard.contract.ExtremeSamples;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.event.IsoTime;

/// The fields of enrollment events, at and beyond their bounds.
interface ExtremeEnrollments
    extends EnrollmentSamples, ExtremeSamples<Enrollment, Stamped<Enrollment>, CourseCounts> {

  ExtremeField MODE =
      ExtremeField.of(
              "mode",
              "audit",
              "m",
              "\u0000",
              "(other)",
              " a\r\n\"\\'\u2028\uFFFF",
              "e\u0301\u202E\uFFFD",
              "\u5B66".repeat(100),
              "\uD835\uDCB3".repeat(50))
          .rejecting("m".repeat(101), "m".repeat(16 << 10), "");

  ExtremeField CREATION_DATE =
      ExtremeField.of(
              "creation_date",
              "2026-08-20T12:34:56.789012+00:00",
              "0001-01-01T00:00:00",
              "0001-01-01T05:30:00+05:30",
              "1969-12-31T23:59:59.999999Z",
              "9999-12-31T23:59:59.999999Z",
              "9999-12-31T23:59:59.999999999-00:00")
          .rejecting(
              "0001-01-01T00:00:00+05:30",
              "0000-12-31T23:59:59Z",
              "9999-12-31T23:59:59-00:01",
              "+10000-01-01T00:00:00Z",
              "9".repeat(16 << 10),
              "");

  @Override
  default List<ExtremeField> fields(EventType type) {
    if (type.equals(LmsEnrollment.ABSENT.type())) {
      return List.of();
    }
    ExtremeField created =
        type.equals(LmsEnrollment.READ.type()) ? ExtremeField.ofMicros("created") : CREATION_DATE;
    return List.of(MODE, ExtremeField.of("is_active", true, false), created);
  }

  @Override
  default List<EventType> typesTriedAlone() {
    return List.of(EnrollmentEvents.CHANGED.type());
  }

  @Override
  default void write(ExtremeEvent event, GenericRecord record) {
    if (event.has("creation_date")) {
      writeEvent(event, (GenericRecord) record.get("enrollment"));
    } else {
      writeReading(event, record);
    }
  }

  private static void writeReading(ExtremeEvent event, GenericRecord row) {
    row.put("learner_id", event.number("learner"));
    row.put("course_key", event.text("course"));
    if (event.has("created")) {
      row.put("mode", event.text("mode"));
      row.put("is_active", event.flag("is_active"));
      row.put("created", event.micros("created").orElse(null));
    }
  }

  private static void writeEvent(ExtremeEvent event, GenericRecord enrollment) {
    ((GenericRecord) enrollment.get("user")).put("id", event.number("learner"));
    ((GenericRecord) enrollment.get("course")).put("course_key", event.text("course"));
    enrollment.put("mode", event.text("mode"));
    enrollment.put("is_active", event.flag("is_active"));
    enrollment.put("creation_date", event.text("creation_date"));
  }

  @Override
  default Enrollment payload(ExtremeEvent event) {
    LearnerCourse key = event.key();
    return new Enrollment(
        key.learner(),
        key.course(),
        event.has("mode")
            ? Optional.of(new State(event.text("mode"), event.flag("is_active"), enrolledAt(event)))
            : Optional.empty());
  }

  @Override
  default void putServed(ExtremeEvent event, ObjectNode row) {
    row.put("mode", event.text("mode"))
        .put("is_active", event.flag("is_active"))
        .put("enrolled_at", IsoTime.format(enrolledAt(event).orElseThrow()));
  }

  private static Optional<Instant> enrolledAt(ExtremeEvent event) {
    return event.has("created")
        ? event.micros("created").map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
        : Optional.of(IsoTime.parse(event.text("creation_date")).truncatedTo(ChronoUnit.MICROS));
  }

  @Override
  default CountedText countedText() {
    return new CountedText("mode", 100, "/total", "/modes", "/modes/(other)/total");
  }
}
