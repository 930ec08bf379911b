package org.rollbook.grades.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.golden.GoldenMessage;
import org.rollbook.testkit.site.Site;

/// Sends the producer's real messages, byte for byte, through the running process: all three are
/// about one grade, and the row after each consists of the facets of all messages so far.
///
/// The summary and the passing status have the same time, a whole second. The tracking event is 0.8
/// s later: a regrade by which the learner fails, which no other event reports.
class GoldenGradeIT {

  private static final String COURSE = "course-v1:edX+DemoX+Demo_Course";
  private static final String LIST = "/v1/learners/4242/grades";
  private static final String ROW = LIST + "/" + COURSE;
  private static final String GRADEBOOK = "/v1/courses/" + COURSE + "/grades";
  private static final String DISTRIBUTION = "/v1/courses/" + COURSE + "/grade-distribution";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Site site;

  private static final List<JsonNode> STAMPS = new ArrayList<>();
  private static final List<JsonNode> SERVED = new ArrayList<>();
  private static final List<JsonNode> DISTRIBUTIONS = new ArrayList<>();

  @BeforeAll
  static void sendEachAndAskForIt() {
    Assumptions.assumeTrue(
        Golden.available(), "the contract's golden messages are not next to this checkout");
    site = Site.start("grades", folder);
    site.view().awaitReady();
    await().until(site::hasReceived);
    sendAndAsk(Golden.message("passing_status"));
    sendAndAsk(Golden.message("grade_passed"));
    sendAndAsk(Golden.message("tracking_course_grade_calculated"));
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  private static void sendAndAsk(GoldenMessage message) {
    String topic = site.topic(message.topic().substring("prod-".length()));
    JsonNode stamp = stamp(message, message.sendTo(site.broker(), topic));
    STAMPS.add(stamp);
    await()
        .until(
            () ->
                site.get(ROW).json().path("stamp").equals(stamp)
                    && site.get(GRADEBOOK).json().at("/results/0/stamp").equals(stamp));
    SERVED.add(site.get(ROW).json());
    DISTRIBUTIONS.add(site.get(DISTRIBUTION).json());
  }

  /// The packaged jar has every library that its pages need.
  @Test
  void shouldServeItsPages() {
    for (String page : List.of("/openapi.yml", "/asyncapi.yml", "/docs", "/docs/topics")) {
      assertThat(site.get(page).status()).as(page).isEqualTo(200);
    }
  }

  @Test
  void shouldKnowThatALearnerPassesBeforeAnyGradeIsKnown() {
    assertThat(SERVED.getFirst())
        .isEqualTo(
            json(
                """
                {"learner_id": 4242, "course_key": "course-v1:edX+DemoX+Demo_Course",
                 "percent_grade": null, "letter_grade": null, "is_passing": true,
                 "passed_at": null, "grading_policy_hash": null, "course_version": null,
                 "stamp": %1$s, "stamps": {"grade": null, "passing": %1$s, "passed_at": null}}
                """
                    .formatted(STAMPS.getFirst())));
    assertThat(DISTRIBUTIONS.getFirst())
        .isEqualTo(
            json(
                """
                {"course_key": "course-v1:edX+DemoX+Demo_Course", "graded": 0, "passing": 1,
                 "mean_percent_grade": null, "letters": {}, "histogram": [0,0,0,0,0,0,0,0,0,0]}
                """));
  }

  @Test
  void shouldServeAPassingGrade() {
    assertThat(SERVED.get(1))
        .isEqualTo(
            json(
                """
                {"learner_id": 4242, "course_key": "course-v1:edX+DemoX+Demo_Course",
                 "percent_grade": 0.83, "letter_grade": "Pass", "is_passing": true,
                 "passed_at": "2026-08-20T12:34:56.789012Z",
                 "grading_policy_hash": "rJvDpUYEXMVQKjJ9VXLgjqCE2HM=", "course_version": "65f1c0",
                 "stamp": %1$s, "stamps": {"grade": %1$s, "passing": %1$s, "passed_at": %1$s}}
                """
                    .formatted(STAMPS.get(1))));
  }

  @Test
  void shouldServeAFailingGradeOfATrackingEvent() {
    assertThat(SERVED.getLast())
        .isEqualTo(
            json(
                """
                {"learner_id": 4242, "course_key": "course-v1:edX+DemoX+Demo_Course",
                 "percent_grade": 0.31, "letter_grade": null, "is_passing": false,
                 "passed_at": "2026-08-20T12:34:56.789012Z",
                 "grading_policy_hash": "rJvDpUYEXMVQKjJ9VXLgjqCE2HM=", "course_version": "65f1c0",
                 "stamp": %1$s, "stamps": {"grade": %1$s, "passing": %1$s, "passed_at": %2$s}}
                """
                    .formatted(STAMPS.getLast(), STAMPS.get(1))));
    assertThat(DISTRIBUTIONS.getLast())
        .isEqualTo(
            json(
                """
                {"course_key": "course-v1:edX+DemoX+Demo_Course", "graded": 1, "passing": 0,
                 "mean_percent_grade": 0.31, "letters": {"": 1},
                 "histogram": [0,0,0,1,0,0,0,0,0,0]}
                """));
  }

  @Test
  void shouldListItForTheLearnerAndForTheCourse() {
    JsonNode page =
        json("{\"results\": [%s], \"next\": null, \"previous\": null}".formatted(SERVED.getLast()));

    assertThat(site.get(LIST).json()).isEqualTo(page);
    assertThat(site.get(GRADEBOOK).json()).isEqualTo(page);
    assertThat(site.get(GRADEBOOK + "?is_passing=true").json().at("/results")).isEmpty();
  }

  @Test
  void shouldServeItsHistoryNewestFirst() {
    JsonNode items = site.get(ROW + "/history").json().at("/results");

    assertThat(items.findValues("stamp")).isEqualTo(STAMPS.reversed());
    assertThat(items.findValuesAsText("outcome")).containsOnly("applied");
    assertThat(items.at("/0/said/percent_grade").doubleValue()).isEqualTo(0.31);
    assertThat(items.at("/2/said/percent_grade").isNull()).isTrue();
  }

  /// The passing status and the tracking context of the golden messages have personal data.
  @Test
  void shouldRejectNothingAndServeNoPersonalData() {
    assertThat(site.deadLetters()).isEmpty();
    assertThat(site.get(ROW + "/history").body()).doesNotContain("bob");
  }

  private static ObjectNode stamp(GoldenMessage message, RecordMetadata written) {
    return JSON.createObjectNode()
        .put("event_id", header(message, "ce_id"))
        .put("event_type", header(message, "ce_type"))
        .put("event_time", header(message, "ce_time").replace("+00:00", "Z"))
        .put("source", header(message, "ce_source"))
        .put("topic", written.topic())
        .put("partition", written.partition())
        .put("offset", (int) written.offset());
  }

  private static String header(GoldenMessage message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
