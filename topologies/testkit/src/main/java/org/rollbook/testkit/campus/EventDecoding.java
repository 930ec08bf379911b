package org.rollbook.testkit.campus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.avro.io.Decoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;

/// The payloads of events, decoded field by field in the order of [EventSchemas], no further than
/// needed.
final class EventDecoding {

  private static final int PRESENT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private EventDecoding() {}

  static EventPayload payload(Decoder in, EventStamp stamp) throws IOException {
    return switch (LmsEventType.of(stamp)) {
      case ENROLLMENT_CREATED, ENROLLMENT_CHANGED, UNENROLLMENT_COMPLETED -> enrollment(in, stamp);
      case COURSE_PASSING_STATUS_UPDATED -> passing(in, stamp);
      case CCX_PASSING_STATUS_UPDATED -> ccxPassing(in, stamp);
      case TRACKING_EVENT_EMITTED -> tracking(in, stamp);
      case PERSISTENT_GRADE_SUMMARY_CHANGED -> summary(in, stamp);
    };
  }

  private static TrueEnrollment enrollment(Decoder in, EventStamp stamp) throws IOException {
    LearnerId learner = user(in);
    CourseKey course = course(in);
    String mode = in.readString();
    boolean active = in.readBoolean();
    Instant enrolledAt = time(in.readString());
    return new TrueEnrollment(
        new CampusEnrollmentKey(learner, course), mode, active, enrolledAt, stamp);
  }

  private static GradeUpdate summary(Decoder in, EventStamp stamp) throws IOException {
    var learner = new LearnerId(in.readLong());
    CourseKey course = course(in);
    in.skipString();
    String courseVersion = in.readString();
    String policyHash = in.readString();
    var score = new Score(in.readDouble(), in.readString(), policyHash, courseVersion);
    var key = new CampusEnrollmentKey(learner, course);
    return GradeUpdate.ofSummary(key, score, time(in.readString()), stamp);
  }

  private static GradeUpdate passing(Decoder in, EventStamp stamp) throws IOException {
    boolean passing = in.readBoolean();
    CourseKey course = course(in);
    return GradeUpdate.ofStatus(new CampusEnrollmentKey(user(in), course), passing, stamp);
  }

  private static GradeUpdate ccxPassing(Decoder in, EventStamp stamp) throws IOException {
    boolean passing = in.readBoolean();
    LearnerId learner = user(in);
    var course = new CourseKey(in.readString());
    return GradeUpdate.ofStatus(new CampusEnrollmentKey(learner, course), passing, stamp);
  }

  private static EventPayload tracking(Decoder in, EventStamp stamp) throws IOException {
    String name = in.readString();
    in.skipString();
    JsonNode data = JSON.readTree(in.readString());
    JsonNode context = JSON.readTree(in.readString());
    var learner = new LearnerId(context.required("user_id").longValue());
    var key = new CampusEnrollmentKey(learner, CourseKey.parse(text(context, "course_id")));
    return name.equals(TrackingJson.GRADE_CALCULATED)
        ? GradeUpdate.ofTracking(key, score(data), stamp)
        : new NoChange(key, stamp);
  }

  private static Score score(JsonNode data) {
    return new Score(
        data.required("percent_grade").doubleValue(),
        text(data, "letter_grade"),
        text(data, "grading_policy_hash"),
        text(data, "course_version"));
  }

  private static LearnerId user(Decoder in) throws IOException {
    var learner = new LearnerId(in.readLong());
    in.readBoolean();
    for (int text = 0; text < 3; text++) {
      in.skipString();
    }
    return learner;
  }

  private static CourseKey course(Decoder in) throws IOException {
    var course = new CourseKey(in.readString());
    in.skipString();
    skipOptionalText(in);
    skipOptionalText(in);
    return course;
  }

  private static void skipOptionalText(Decoder in) throws IOException {
    if (in.readIndex() == PRESENT) {
      in.skipString();
    }
  }

  private static Instant time(String isoformat) {
    return OffsetDateTime.parse(isoformat).toInstant();
  }

  private static String text(JsonNode of, String field) {
    JsonNode text = of.required(field);
    if (!text.isTextual()) {
      throw new IllegalArgumentException(field + " must be text");
    }
    return text.textValue();
  }
}
