package org.rollbook.testkit.campus;

import static org.rollbook.testkit.campus.AvroFields.bytes;

import java.io.IOException;
import java.util.Optional;
import org.apache.avro.io.Encoder;
import org.rollbook.model.openedx.WriterSchemas;
import org.rollbook.testkit.campus.CampusEvent.EnrollmentEvent;
import org.rollbook.testkit.campus.CampusEvent.PassingEvent;
import org.rollbook.testkit.campus.CampusEvent.SummaryEvent;
import org.rollbook.testkit.campus.CampusEvent.TrackingEvent;

/// Events as Avro, field by field in the order of [WriterSchemas].
final class EventEncoding {

  private EventEncoding() {}

  static byte[] key(CampusEvent event) {
    return bytes(out -> out.writeString(keyText(event)));
  }

  /// The content of the key: the course, or the name of a tracking event.
  static String keyText(CampusEvent event) {
    return event instanceof TrackingEvent tracking ? tracking.name() : event.course().key().value();
  }

  static byte[] value(CampusEvent event) {
    return switch (event) {
      case EnrollmentEvent enrollment -> bytes(out -> write(enrollment, out));
      case SummaryEvent summary -> bytes(out -> write(summary, out));
      case PassingEvent passing -> bytes(out -> write(passing, out));
      case TrackingEvent tracking -> bytes(out -> write(tracking, out));
    };
  }

  private static void write(EnrollmentEvent event, Encoder out) throws IOException {
    AvroFields.write(event.learner(), out);
    write(event.course(), event.course().displayName(), out);
    out.writeString(event.payload().mode());
    out.writeBoolean(event.payload().active());
    out.writeString(PythonText.isoformat(event.payload().enrolledAt()));
    AvroFields.writeIndex(event.createdBy(), out);
    if (event.createdBy().isPresent()) {
      AvroFields.write(event.createdBy().get(), out);
    }
  }

  private static void write(SummaryEvent event, Encoder out) throws IOException {
    Score score = event.payload().score().orElseThrow();
    out.writeLong(event.learner().id().value());
    writeUnnamed(event.course(), out);
    out.writeString(PythonText.isoformat(event.courseEditedAt()));
    out.writeString(score.courseVersion());
    out.writeString(score.policyHash());
    out.writeDouble(score.percent());
    out.writeString(score.letter());
    out.writeString(PythonText.isoformat(event.payload().passedAt().orElseThrow()));
  }

  /// The two types have the same fields in a different order.
  private static void write(PassingEvent event, Encoder out) throws IOException {
    out.writeBoolean(event.payload().passing());
    if (LmsEventType.of(event.payload().stamp()) == LmsEventType.CCX_PASSING_STATUS_UPDATED) {
      AvroFields.write(event.learner(), out);
      writeCustom(event.course(), out);
    } else {
      writeUnnamed(event.course(), out);
      AvroFields.write(event.learner(), out);
    }
  }

  private static void write(TrackingEvent event, Encoder out) throws IOException {
    out.writeString(event.name());
    out.writeString(PythonText.isoformat(event.payload().stamp().eventTime()));
    out.writeString(event.data());
    out.writeString(TrackingJson.context(event.learner(), event.course()));
  }

  /// The LMS includes the course's name in enrollment events only.
  private static void writeUnnamed(Course course, Encoder out) throws IOException {
    write(course, "", out);
  }

  private static void write(Course course, String displayName, Encoder out) throws IOException {
    out.writeString(course.key().value());
    out.writeString(displayName);
    AvroFields.write(course.start(), out);
    AvroFields.write(course.end(), out);
  }

  /// Of a custom course the LMS emits no more than the keys (`grades/events.py`).
  private static void writeCustom(Course course, Encoder out) throws IOException {
    out.writeString(course.key().value());
    out.writeString(course.masterKey());
    out.writeString("");
    out.writeString("");
    AvroFields.write(Optional.empty(), out);
    AvroFields.write(Optional.empty(), out);
    AvroFields.writeIndex(Optional.empty(), out);
  }
}
