package org.rollbook.enrollments.stack;

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
import org.rollbook.testkit.web.Reply;

/// Sends the producer's real messages, byte for byte, through the running process: all four are
/// about one enrollment, in an order in which each replaces the one before.
class GoldenEnrollmentIT {

  private static final String COURSE = "course-v1:edX+DemoX+Demo_Course";
  private static final String LIST = "/v1/learners/4242/enrollments";
  private static final String ROW = LIST + "/" + COURSE;
  private static final String ROSTER = "/v1/courses/" + COURSE + "/enrollments";
  private static final String COUNTS = "/v1/courses/" + COURSE + "/enrollment-counts";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Site site;

  /// The expected row after each message; below, the served one.
  private static final List<JsonNode> EXPECTED = new ArrayList<>();

  private static final List<JsonNode> SERVED = new ArrayList<>();

  @BeforeAll
  static void sendEachAndAskForIt() {
    Assumptions.assumeTrue(
        Golden.available(), "the contract's golden messages are not next to this checkout");
    site = Site.start("enrollments", folder);
    site.view().awaitReady();
    await().until(site::hasReceived);
    GoldenEnrollments.messages().forEach(GoldenEnrollmentIT::sendAndAsk);
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  private static void sendAndAsk(GoldenMessage message) {
    String topic = site.topic(message.topic().substring("prod-".length()));
    ObjectNode row = row(message, message.sendTo(site.broker(), topic));
    EXPECTED.add(row);
    await()
        .until(
            () -> site.get(ROW).text("stamp/event_id"),
            row.at("/stamp/event_id").textValue()::equals);
    SERVED.add(site.get(ROW).json());
  }

  /// The packaged jar has every library that its pages need.
  @Test
  void shouldServeItsPages() {
    for (String page : List.of("/openapi.yml", "/asyncapi.yml", "/docs", "/docs/topics")) {
      assertThat(site.get(page).status()).as(page).isEqualTo(200);
    }
  }

  @Test
  void shouldServeEachMessageWithItsValuesAndStamp() {
    assertThat(SERVED).hasSize(4).isEqualTo(EXPECTED);
  }

  @Test
  void shouldReportFreshnessAndCompleteness() {
    Reply reply = site.get(ROW);

    assertThat(reply.header("Rollbook-As-Of")).endsWith("Z");
    assertThat(reply.header("Rollbook-Complete-Since")).endsWith("Z");
    assertThat(reply.header("Rollbook-Served-By"))
        .isEqualTo("active 127.0.0.1:" + site.view().settings().managementPort());
  }

  @Test
  void shouldListItForTheLearnerAndForTheCourse() {
    String page =
        """
        {"results": [%s], "next": null, "previous": null}\
        """
            .formatted(EXPECTED.getLast());

    assertThat(site.get(LIST).json()).isEqualTo(json(page));
    assertThat(site.get(ROSTER).json()).isEqualTo(json(page));
    assertThat(site.get(LIST + "?is_active=true").json().at("/results")).isEmpty();
    assertThat(site.get(ROSTER + "?mode=verified").json().at("/results")).isEmpty();
  }

  @Test
  void shouldCountIt() {
    assertThat(site.get(COUNTS).json())
        .isEqualTo(
            json(
                """
                {"course_key": "course-v1:edX+DemoX+Demo_Course", "active": 0, "total": 1,
                 "modes": {"audit": {"active": 0, "total": 1}}}
                """));
  }

  @Test
  void shouldServeItsHistoryNewestFirst() {
    JsonNode items = site.get(ROW + "/history").json().at("/results");

    assertThat(items).hasSize(4);
    for (int i = 0; i < 4; i++) {
      JsonNode expected = EXPECTED.get(3 - i);
      assertThat(items.get(i).get("stamp")).isEqualTo(expected.get("stamp"));
      assertThat(items.get(i).get("outcome").textValue()).isEqualTo("applied");
      assertThat(items.get(i).at("/said/mode")).isEqualTo(expected.get("mode"));
      assertThat(items.get(i).at("/said/is_active")).isEqualTo(expected.get("is_active"));
    }
  }

  @Test
  void shouldAnswerLookups() {
    String learner = "{\"learner_id\": %d, \"course_key\": \"" + COURSE + "\"}";

    Reply rows =
        site.web()
            .post(
                "/v1/enrollments/lookup",
                "{\"keys\": [" + learner.formatted(1) + "," + learner.formatted(4242) + "]}");
    Reply counts =
        site.web().post("/v1/enrollment-counts/lookup", "{\"course_keys\": [\"" + COURSE + "\"]}");

    assertThat(rows.text("results/0/status")).isEqualTo("404");
    assertThat(rows.json().at("/results/1/enrollment")).isEqualTo(EXPECTED.getLast());
    assertThat(counts.json().at("/results/0/enrollment_counts")).isEqualTo(site.get(COUNTS).json());
  }

  @Test
  void shouldRejectNothing() {
    assertThat(site.deadLetters()).isEmpty();
  }

  private static ObjectNode row(GoldenMessage message, RecordMetadata written) {
    JsonNode payload = message.decodedValue().at("/enrollment");
    ObjectNode row = JSON.createObjectNode();
    row.set("learner_id", payload.at("/user/id"));
    row.set("course_key", payload.at("/course/course_key"));
    row.set("mode", payload.at("/mode"));
    row.set("is_active", payload.at("/is_active"));
    row.put("enrolled_at", utc(payload.at("/creation_date").textValue()));
    row.putObject("stamp")
        .put("event_id", header(message, "ce_id"))
        .put("event_type", header(message, "ce_type"))
        .put("event_time", utc(header(message, "ce_time")))
        .put("source", header(message, "ce_source"))
        .put("topic", written.topic())
        .put("partition", written.partition())
        .put("offset", (int) written.offset());
    return row;
  }

  private static String header(GoldenMessage message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }

  private static String utc(String pythonTime) {
    return pythonTime.replace("+00:00", "Z");
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
