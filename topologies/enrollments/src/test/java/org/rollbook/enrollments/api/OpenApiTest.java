package org.rollbook.enrollments.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;
import org.yaml.snakeyaml.Yaml;

final class OpenApiTest {

  private static HttpServer server;
  private static Web web;
  private static JsonNode description;

  @BeforeAll
  static void start() {
    server =
        HttpServer.start(
            new HttpSettings(
                0,
                0,
                Optional.of("127.0.0.1"),
                Optional.of(URI.create("https://edx.example/rollbook")),
                HttpSettings.Security.OFF,
                Duration.ofMinutes(5),
                16),
            QueryMeters.NONE,
            RejectedEvents.NONE,
            new EnrollmentQueries(new FakeEnrollments()));
    web = new Web(server.port());
    Object yaml = new Yaml().load(web.get("/openapi.yml").body());
    description = new ObjectMapper().valueToTree(yaml);
  }

  @AfterAll
  static void stop() {
    web.close();
    server.close();
  }

  private static List<String> parameters(String path) {
    return parametersOf(path).map(parameter -> parameter.get("name").textValue()).toList();
  }

  /// The parameters of a route, with references resolved: many routes refer to one parameter.
  private static Stream<JsonNode> parametersOf(String path) {
    return operation(path)
        .at("/parameters")
        .valueStream()
        .map(
            given ->
                given.has("$ref")
                    ? description.at(given.get("$ref").textValue().substring(1))
                    : given);
  }

  private static JsonNode operation(String path) {
    JsonNode routes = description.get("paths").get(path);
    return routes.has("get") ? routes.get("get") : routes.get("post");
  }

  @Test
  void shouldDescribeEveryRoute() {
    assertThat(description.get("paths").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "/v1/learners/{learner_id}/enrollments/{course_key}",
            "/v1/learners/{learner_id}/enrollments",
            "/v1/courses/{course_key}/enrollments",
            "/v1/learners/{learner_id}/enrollments/{course_key}/history",
            "/v1/courses/{course_key}/enrollment-counts",
            "/v1/enrollments/lookup",
            "/v1/enrollment-counts/lookup");
    assertThat(description.at("/servers/0/url").asText()).isEqualTo("https://edx.example/rollbook");
  }

  @Test
  void shouldDescribeEveryParameter() {
    assertThat(parameters("/v1/learners/{learner_id}/enrollments/{course_key}"))
        .containsExactlyInAnyOrder(
            "learner_id",
            "course_key",
            "Rollbook-Max-Staleness",
            "Rollbook-Min-As-Of",
            "Rollbook-If-Applied",
            "Prefer",
            "If-None-Match");
    assertThat(parametersOf("/v1/learners/{learner_id}/enrollments"))
        .allSatisfy(
            parameter ->
                assertThat(parameter.at("/schema/type").textValue())
                    .as(parameter.toString())
                    .isIn("string", "integer", "boolean"));
    assertThat(parameters("/v1/learners/{learner_id}/enrollments"))
        .contains("page_size", "Rollbook-If-Applied");
    assertThat(parameters("/v1/learners/{learner_id}/enrollments/{course_key}/history"))
        .contains("Rollbook-If-Applied");
    assertThat(parameters("/v1/courses/{course_key}/enrollments"))
        .contains("course_key", "is_active", "mode", "page_size", "cursor", "Prefer")
        .doesNotContain("Rollbook-If-Applied");
    assertThat(parameters("/v1/enrollments/lookup"))
        .containsExactlyInAnyOrder("Rollbook-Max-Staleness", "Rollbook-Min-As-Of", "Prefer");
    assertThat(description.at("/components/parameters/IfApplied/schema/maxLength").intValue())
        .isEqualTo(EventEnvelope.MAX_LENGTH);
  }

  @Test
  void shouldDescribeEveryAnswerAndItsHeaders() {
    JsonNode answers =
        operation("/v1/learners/{learner_id}/enrollments/{course_key}").get("responses");

    assertThat(answers.fieldNames())
        .toIterable()
        .contains("200", "304", "400", "401", "404", "409", "503");
    assertThat(answers.at("/200/headers").fieldNames())
        .toIterable()
        .contains("Rollbook-As-Of", "Rollbook-Served-By", "Rollbook-Complete-Since", "ETag");
    assertThat(answers.at("/404/headers").has("Rollbook-As-Of")).isTrue();
    assertThat(answers.at("/503/headers").has("Retry-After")).isTrue();
    assertThat(answers.at("/404/content").has("application/problem+json")).isTrue();
  }

  @Test
  void shouldDescribeTheFieldsOfAnswers() {
    JsonNode properties = description.at("/components/schemas/Enrollment/properties");

    assertThat(properties.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "learner_id", "course_key", "mode", "is_active", "enrolled_at", "stamp");
    assertThat(description.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(description.at(reference.substring(1)).isObject())
                    .as(reference)
                    .isTrue());
  }

  /// Generated clients name their classes after the schemas.
  @Test
  void shouldNameTheSchemas() {
    assertThat(description.at("/components/schemas").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "Enrollment",
            "EnrollmentPage",
            "EnrollmentHistory",
            "EnrollmentHistoryItem",
            "EnrollmentSaid",
            "EnrollmentAnswer",
            "EnrollmentAnswers",
            "EnrollmentCounts",
            "EnrollmentCountsAnswer",
            "EnrollmentCountsAnswers",
            "ModeCounts",
            "CourseLookup",
            "CourseOnly",
            "LearnerCourse",
            "LearnerCourseLookup",
            "Problem",
            "Stamp");
  }

  @Test
  void shouldBeReadableInABrowserWithoutTheInternet() {
    Reply page = web.get("/docs");
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body())
        .contains("src=\"/rollbook/docs/rapidoc-min.js\"", "spec-url=\"/rollbook/openapi.yml\"")
        .doesNotContain("https://", "http://");
    assertThat(web.get("/rollbook/docs/rapidoc-min.js").body()).contains("RapiDoc");
    assertThat(web.get("/").header("Location")).isEqualTo("https://edx.example/rollbook/docs");
  }
}
