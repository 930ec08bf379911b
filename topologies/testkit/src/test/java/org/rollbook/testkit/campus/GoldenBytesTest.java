package org.rollbook.testkit.campus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;

/// What the campus makes of the content of the real producer's messages, against their bytes.
class GoldenBytesTest {

  private static final Path GOLDEN =
      Path.of(System.getProperty("rollbook.contract.home", "absent"), "golden");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> TOPICS =
      Map.of(
          "prod-" + SourceTopics.ENROLLMENTS, SourceTopics.ENROLLMENTS,
          "prod-" + SourceTopics.UNENROLLMENTS, SourceTopics.UNENROLLMENTS);

  @BeforeEach
  void needTheContract() {
    assumeTrue(Files.isDirectory(GOLDEN), "no golden messages beside the project");
  }

  @TestFactory
  Stream<DynamicTest> shouldWriteTheRealProducersMessages() {
    return Stream.of(
            "enrollment_changed_mode",
            "enrollment_created",
            "enrollment_created_full",
            "unenrollment_completed")
        .map(name -> DynamicTest.dynamicTest(name, () -> compare(golden(name))));
  }

  private static void compare(JsonNode golden) throws IOException {
    var registered = new HashMap<String, String>();
    var serializer =
        new OpenEdxSerializer(
            Optional.of("prod"),
            (subject, schema) -> {
              registered.put(subject, schema);
              return schema.equals(EnrollmentSchemas.KEY)
                  ? golden.get("key_schema_id").intValue()
                  : golden.get("value_schema_id").intValue();
            });
    var produced = serializer.produced(publication(golden));

    assertThat(produced.topic()).isEqualTo(golden.get("topic").textValue());
    assertThat(hex(produced.key())).isEqualTo(golden.get("key_hex").textValue());
    assertThat(hex(produced.value())).isEqualTo(golden.get("value_hex").textValue());
    assertThat(produced.headers().stream().map(it -> it.key() + "=" + hex(it.value())))
        .containsExactlyElementsOf(headers(golden));
    assertThat(registered)
        .isEqualTo(
            Map.of(
                golden.get("key_subject").textValue(),
                golden.get("key_schema_registered").textValue(),
                golden.get("value_subject").textValue(),
                registeredText(golden)));
    assertThat(OpenEdxDeserializer.said(new RecordHeaders(produced.headers()), produced.value()))
        .isEqualTo(produced.said());
  }

  /// The schema's file is laid out for readers; the registered text is Python's own.
  private static String registeredText(JsonNode golden) throws IOException {
    var schema = GOLDEN.resolve(golden.get("value_schema_registered_file").textValue()).toFile();
    return PythonText.json(JSON.readValue(schema, Map.class));
  }

  private static List<String> headers(JsonNode golden) {
    return golden
        .get("headers_order")
        .valueStream()
        .map(name -> name.textValue())
        .map(name -> name + "=" + golden.get("headers_hex").get(name).textValue())
        .toList();
  }

  private static Publication publication(JsonNode golden) {
    var headers = golden.get("headers");
    var data = golden.at("/value_decoded/enrollment");
    var learner = learner(data.get("user"));
    var course = course(data.get("course"));
    var stamp =
        new EventStamp(
            time(headers.get("ce_time")).orElseThrow(),
            EventType.ofWireName(headers.get("ce_type").textValue()).orElseThrow(),
            headers.get("ce_id").textValue(),
            headers.get("ce_source").textValue());
    var said =
        new TrueEnrollment(
            new EnrollmentKey(learner.id(), course.key()),
            data.get("mode").textValue(),
            data.get("is_active").booleanValue(),
            time(data.get("creation_date")).orElseThrow(),
            stamp);
    var createdBy = Optional.of(data.get("created_by")).filter(it -> !it.isNull());
    var host = headers.get("sourcehost").textValue();
    var event =
        new CampusEvent(said, learner, course, createdBy.map(GoldenBytesTest::learner), host);
    String topic = TOPICS.getOrDefault(golden.get("topic").textValue(), "unknown");
    return new Publication(topic, event, false, false);
  }

  private static Learner learner(JsonNode user) {
    var pii = user.get("pii");
    return new Learner(
        new LearnerId(user.get("id").longValue()),
        user.get("is_active").booleanValue(),
        pii.get("username").textValue(),
        pii.get("email").textValue(),
        pii.get("name").textValue());
  }

  private static Course course(JsonNode course) {
    return new Course(
        new CourseKey(course.get("course_key").textValue()),
        course.get("display_name").textValue(),
        time(course.get("start")),
        time(course.get("end")),
        "audit");
  }

  private static Optional<Instant> time(JsonNode text) {
    return Optional.ofNullable(text.textValue())
        .map(OffsetDateTime::parse)
        .map(OffsetDateTime::toInstant);
  }

  private static JsonNode golden(String name) throws IOException {
    return JSON.readTree(Files.readString(GOLDEN.resolve(name + ".json"), UTF_8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
