package org.rollbook.guard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.testkit.web.Reply;
import org.yaml.snakeyaml.Yaml;

/// The description of the HTTP API, of which clients are generated.
public interface OpenApiContract<E, R, A> extends ServedContract<E, R, A> {

  @Test
  default void shouldDescribeEveryRoute(ServedRows served) {
    JsonNode description = description(served);

    assertThat(description.path("paths").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            rowRoute(),
            rowRoute() + "/history",
            "/v1/learners/{learner_id}/" + urls().rows(),
            "/v1/courses/{course_key}/" + urls().rows(),
            "/v1/courses/{course_key}/" + urls().figures(),
            urls().lookup().toString(),
            urls().lookupOfFigures().toString(),
            urls().digests().toString());
    assertThat(description.at("/servers/0/url").asText()).isEqualTo(ServedRows.PUBLIC_URL);
  }

  @Test
  default void shouldDescribeEveryParameter(ServedRows served) {
    JsonNode description = description(served);
    String ofLearner = "/v1/learners/{learner_id}/" + urls().rows();

    assertThat(names(description, rowRoute()))
        .containsExactlyInAnyOrder(
            "learner_id",
            "course_key",
            "Rollbook-Max-Staleness",
            "Rollbook-Min-As-Of",
            "Rollbook-If-Applied",
            "Prefer",
            "If-None-Match");
    assertThat(parameters(description, ofLearner))
        .allSatisfy(
            parameter ->
                assertThat(parameter.at("/schema/type").textValue())
                    .as(parameter.toString())
                    .isIn("string", "integer", "boolean"));
    assertThat(names(description, ofLearner)).contains("page_size", "Rollbook-If-Applied");
    assertThat(names(description, rowRoute() + "/history")).contains("Rollbook-If-Applied");
    assertThat(names(description, "/v1/courses/{course_key}/" + urls().rows()))
        .contains("course_key", "page_size", "cursor", "Prefer")
        .containsAll(filters())
        .doesNotContain("Rollbook-If-Applied");
    assertThat(names(description, urls().lookup().toString()))
        .containsExactlyInAnyOrder("Rollbook-Max-Staleness", "Rollbook-Min-As-Of", "Prefer");
    assertThat(description.at("/components/parameters/IfApplied/schema/maxLength").intValue())
        .isEqualTo(EventEnvelope.MAX_LENGTH);
  }

  @Test
  default void shouldDescribeEveryAnswerAndItsHeaders(ServedRows served) {
    JsonNode answers = operation(description(served), rowRoute()).path("responses");

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

  /// The schema of a row has the fields that are served.
  @Test
  default void shouldDescribeTheFieldsOfAnswers(ServedRows served) {
    JsonNode description = description(served);
    JsonNode row = served.get(urls().row(first()).toString()).json();

    assertThat(description.at("/components/schemas/" + rowSchema() + "/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(() -> row.fieldNames());
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
  default void shouldNameTheSchemas(ServedRows served) {
    String figures = capitalized(urls().figures());
    assertThat(description(served).at("/components/schemas").fieldNames())
        .toIterable()
        .containsAll(otherSchemas())
        .filteredOn(name -> !otherSchemas().contains(name))
        .containsExactlyInAnyOrder(
            rowSchema(),
            rowSchema() + "Page",
            rowSchema() + "History",
            rowSchema() + "HistoryItem",
            rowSchema() + "Said",
            rowSchema() + "Answer",
            rowSchema() + "Answers",
            figures,
            figures + "Answer",
            figures + "Answers",
            "BucketDigest",
            "Digests",
            "CourseLookup",
            "CourseOnly",
            "LearnerCourse",
            "LearnerCourseLookup",
            "Problem",
            "Stamp");
  }

  private String rowSchema() {
    return capitalized(urls().row());
  }

  /// Each word with a capital letter.
  private static String capitalized(String name) {
    return Stream.of(name.split("-", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  @Test
  default void shouldBeReadableInABrowserWithoutTheInternet(ServedRows served) {
    Reply page = served.get("/docs");

    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body())
        .contains("src=\"/rollbook/docs/rapidoc-min.js\"", "spec-url=\"/rollbook/openapi.yml\"")
        .doesNotContain("https://", "http://");
    assertThat(served.get("/rollbook/docs/rapidoc-min.js").body()).contains("RapiDoc");
    assertThat(served.get("/").header("Location")).isEqualTo(ServedRows.PUBLIC_URL + "/docs");
  }

  private static JsonNode description(ServedRows served) {
    Object yaml = new Yaml().load(served.get("/openapi.yml").body());
    return new ObjectMapper().valueToTree(yaml);
  }

  private String rowRoute() {
    return "/v1/learners/{learner_id}/" + urls().rows() + "/{course_key}";
  }

  /// The filters that the sample lists use.
  private List<String> filters() {
    return lists().keySet().stream()
        .flatMap(path -> Stream.of(path.split("[?&]", -1)).skip(1))
        .map(filter -> filter.split("=", -1)[0])
        .distinct()
        .toList();
  }

  private static List<String> names(JsonNode description, String path) {
    return parameters(description, path)
        .map(parameter -> parameter.path("name").textValue())
        .toList();
  }

  /// The parameters of a route, with references resolved: many routes refer to one parameter.
  private static Stream<JsonNode> parameters(JsonNode description, String path) {
    return operation(description, path)
        .path("parameters")
        .valueStream()
        .map(
            given ->
                Optional.of(given.path("$ref"))
                    .filter(JsonNode::isTextual)
                    .map(reference -> description.at(reference.textValue().substring(1)))
                    .orElse(given));
  }

  private static JsonNode operation(JsonNode description, String path) {
    JsonNode route = description.path("paths").path(path);
    return route.has("get") ? route.path("get") : route.path("post");
  }
}
