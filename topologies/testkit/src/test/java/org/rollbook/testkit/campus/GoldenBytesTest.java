package org.rollbook.testkit.campus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.openedx.PythonJson;
import org.rollbook.testkit.campus.CampusEvent.EnrollmentEvent;
import org.rollbook.testkit.campus.CampusEvent.PassingEvent;
import org.rollbook.testkit.campus.CampusEvent.SummaryEvent;
import org.rollbook.testkit.campus.CampusEvent.TrackingEvent;
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.golden.GoldenMessage;

/// Encodes the content of the real producer's messages and compares the result with their bytes.
final class GoldenBytesTest {

  private static final String SITE = "prod";

  @TestFactory
  Stream<DynamicTest> shouldWriteTheRealProducersMessages() {
    assumeTrue(Golden.available(), "the contract's golden messages are not on this machine");
    return Stream.of(
            "enrollment_changed_mode",
            "enrollment_created",
            "enrollment_created_full",
            "grade_passed",
            "passing_status",
            "tracking_course_grade_calculated",
            "unenrollment_completed")
        .map(name -> DynamicTest.dynamicTest(name, () -> compare(Golden.message(name))));
  }

  private static void compare(GoldenMessage golden) throws JsonProcessingException {
    var registered = new HashMap<String, String>();
    SchemaIds ids =
        (subject, schema) -> {
          registered.put(subject, schema);
          return schema.equals(golden.keySchema().text())
              ? golden.keySchema().id()
              : golden.valueSchema().id();
        };
    var produced = new OpenEdxSerializer(Optional.of(SITE), ids).produced(publication(golden));

    assertThat(produced.topic()).isEqualTo(golden.topic());
    assertThat(produced.key()).isEqualTo(golden.key());
    assertThat(produced.value()).isEqualTo(golden.value());
    assertThat(produced.headers()).containsExactly(golden.headers().toArray());
    assertThat(OpenEdxDeserializer.payload(golden.headers(), golden.value()))
        .isEqualTo(produced.payload());
    assertThat(registered)
        .isEqualTo(
            Map.of(
                golden.keySchema().subject(), golden.keySchema().text(),
                golden.valueSchema().subject(), dumped(golden.valueSchema().text())));
  }

  /// The schema's file is formatted for readers; what is registered is Python's own text.
  private static String dumped(String schema) throws JsonProcessingException {
    return PythonJson.sorted(new ObjectMapper().readValue(schema, Map.class));
  }

  private static Delivery publication(GoldenMessage golden) {
    String topic = golden.topic().substring(SITE.length() + 1);
    return new Delivery(topic, event(golden), false, false);
  }

  private static CampusEvent event(GoldenMessage golden) {
    JsonNode value = golden.decodedValue();
    String host = header(golden.headers(), "sourcehost");
    return switch (LmsEventType.of(stamp(golden))) {
      case ENROLLMENT_CREATED, ENROLLMENT_CHANGED, UNENROLLMENT_COMPLETED ->
          enrollment(value.required("enrollment"), stamp(golden), host);
      case COURSE_PASSING_STATUS_UPDATED, CCX_PASSING_STATUS_UPDATED ->
          passing(value.required("course_passing_status"), stamp(golden), host);
      case TRACKING_EVENT_EMITTED -> tracking(value.required("tracking_log"), stamp(golden), host);
      case PERSISTENT_GRADE_SUMMARY_CHANGED ->
          summary(value.required("grade"), stamp(golden), host);
    };
  }

  private static EventStamp stamp(GoldenMessage golden) {
    Headers headers = golden.headers();
    return new EventStamp(
        time(header(headers, "ce_time")),
        new EventType(golden.eventType()),
        header(headers, "ce_id"),
        header(headers, "ce_source"));
  }

  private static CampusEvent enrollment(JsonNode data, EventStamp stamp, String host) {
    var learner = learner(data.required("user"));
    var course = course(data.required("course"));
    var payload =
        new TrueEnrollment(
            new CampusEnrollmentKey(learner.id(), course.key()),
            data.required("mode").textValue(),
            data.required("is_active").booleanValue(),
            time(data.required("creation_date").textValue()),
            stamp);
    var createdBy = present(data.required("created_by")).map(GoldenBytesTest::learner);
    return new EnrollmentEvent(payload, learner, course, createdBy, host);
  }

  private static CampusEvent passing(JsonNode data, EventStamp stamp, String host) {
    var learner = learner(data.required("user"));
    var course = course(data.required("course"));
    var key = new CampusEnrollmentKey(learner.id(), course.key());
    var payload = GradeUpdate.ofStatus(key, data.required("is_passing").booleanValue(), stamp);
    return new PassingEvent(payload, learner, course, host);
  }

  private static CampusEvent summary(JsonNode data, EventStamp stamp, String host) {
    var learner = learner(data.required("user_id").longValue(), "");
    var course = course(data.required("course"));
    var key = new CampusEnrollmentKey(learner.id(), course.key());
    var passedAt = time(data.required("passed_timestamp").textValue());
    var payload = GradeUpdate.ofSummary(key, score(data), passedAt, stamp);
    var editedAt = time(data.required("course_edited_timestamp").textValue());
    return new SummaryEvent(payload, learner, course, editedAt, host);
  }

  /// The texts are dumped again from their content.
  private static CampusEvent tracking(JsonNode log, EventStamp stamp, String host) {
    JsonNode data = json(log.required("data").textValue());
    JsonNode context = json(log.required("context").textValue());
    var learner =
        learner(
            Long.parseLong(data.required("user_id").textValue()),
            context.required("username").textValue());
    var course = course(data.required("course_id").textValue());
    var key = new CampusEnrollmentKey(learner.id(), course.key());
    var editedAt = time(data.required("course_edited_timestamp").textValue().replace(' ', 'T'));
    return new TrackingEvent(
        GradeUpdate.ofTracking(key, score(data), stamp),
        learner,
        course,
        log.required("name").textValue(),
        TrackingJson.gradeCalculated(key, score(data), editedAt),
        host);
  }

  private static Score score(JsonNode data) {
    return new Score(
        data.required("percent_grade").doubleValue(),
        data.required("letter_grade").textValue(),
        data.required("grading_policy_hash").textValue(),
        data.required("course_version").textValue());
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private static Learner learner(long id, String username) {
    return new Learner(new LearnerId(id), true, username, "", "");
  }

  private static Course course(String key) {
    return new Course(new CourseKey(key), "", Optional.empty(), Optional.empty(), "audit");
  }

  private static Learner learner(JsonNode user) {
    JsonNode pii = user.required("pii");
    return new Learner(
        new LearnerId(user.required("id").longValue()),
        user.required("is_active").booleanValue(),
        pii.required("username").textValue(),
        pii.required("email").textValue(),
        pii.required("name").textValue());
  }

  private static Course course(JsonNode course) {
    return new Course(
        new CourseKey(course.required("course_key").textValue()),
        course.required("display_name").textValue(),
        present(course.required("start")).map(JsonNode::textValue).map(GoldenBytesTest::time),
        present(course.required("end")).map(JsonNode::textValue).map(GoldenBytesTest::time),
        "audit");
  }

  private static Optional<JsonNode> present(JsonNode node) {
    return node.isNull() ? Optional.empty() : Optional.of(node);
  }

  private static Instant time(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), UTF_8);
  }
}
