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
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.golden.GoldenMessage;

/// What the campus makes of the content of the real producer's messages, against their bytes.
final class GoldenBytesTest {

  private static final String SITE = "prod";

  @TestFactory
  Stream<DynamicTest> shouldWriteTheRealProducersMessages() {
    assumeTrue(Golden.available(), "no golden messages beside the project");
    return Stream.of(
            "enrollment_changed_mode",
            "enrollment_created",
            "enrollment_created_full",
            "unenrollment_completed")
        .map(name -> DynamicTest.dynamicTest(name, () -> compare(Golden.message(name))));
  }

  private static void compare(GoldenMessage golden) throws JsonProcessingException {
    var registered = new HashMap<String, String>();
    SchemaIds ids =
        (subject, schema) -> {
          registered.put(subject, schema);
          return schema.equals(EnrollmentSchemas.KEY)
              ? golden.keySchema().id()
              : golden.valueSchema().id();
        };
    var produced = new OpenEdxSerializer(Optional.of(SITE), ids).produced(publication(golden));

    assertThat(produced.topic()).isEqualTo(golden.topic());
    assertThat(produced.key()).isEqualTo(golden.key());
    assertThat(produced.value()).isEqualTo(golden.value());
    assertThat(produced.headers()).containsExactly(golden.headers().toArray());
    assertThat(OpenEdxDeserializer.said(golden.headers(), golden.value()))
        .isEqualTo(produced.said());
    assertThat(registered)
        .isEqualTo(
            Map.of(
                golden.keySchema().subject(), golden.keySchema().text(),
                golden.valueSchema().subject(), dumped(golden.valueSchema().text())));
  }

  /// The schema's file is laid out for readers; what is registered is Python's own text.
  private static String dumped(String schema) throws JsonProcessingException {
    return PythonText.json(new ObjectMapper().readValue(schema, Map.class));
  }

  private static Publication publication(GoldenMessage golden) {
    Headers headers = golden.headers();
    JsonNode data = golden.decodedValue().required("enrollment");
    var learner = learner(data.required("user"));
    var course = course(data.required("course"));
    var stamp =
        new EventStamp(
            time(header(headers, "ce_time")),
            EventType.ofWireName(golden.eventType()).orElseThrow(),
            header(headers, "ce_id"),
            header(headers, "ce_source"));
    var said =
        new TrueEnrollment(
            new EnrollmentKey(learner.id(), course.key()),
            data.required("mode").textValue(),
            data.required("is_active").booleanValue(),
            time(data.required("creation_date").textValue()),
            stamp);
    var createdBy = present(data.required("created_by")).map(GoldenBytesTest::learner);
    var event = new CampusEvent(said, learner, course, createdBy, header(headers, "sourcehost"));
    String topic = golden.topic().substring(SITE.length() + 1);
    return new Publication(topic, event, false, false);
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
