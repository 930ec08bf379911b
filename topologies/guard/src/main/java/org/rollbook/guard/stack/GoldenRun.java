package org.rollbook.guard.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.golden.GoldenMessage;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.Site;

/// The golden messages of a view, byte for byte, sent to a running instance, and what it served
/// after each of them.
///
/// @param sent the messages
/// @param stamps of the messages, as they must be served
/// @param rows what was served after each message
/// @param figures what was served of the course after each message
public record GoldenRun(
    RunningSite running,
    ViewUrls urls,
    List<GoldenMessage> sent,
    List<JsonNode> stamps,
    List<JsonNode> rows,
    List<JsonNode> figures)
    implements AutoCloseable {

  static final CampusEnrollmentKey KEY =
      new CampusEnrollmentKey(
          new LearnerId(4242), new CourseKey("course-v1:edX+DemoX+Demo_Course"));

  private static final ObjectMapper JSON = new ObjectMapper();

  static GoldenRun of(GoldenSamples samples) {
    var run =
        new GoldenRun(
            RunningSite.of(samples.campus().topology(), Map.of()),
            samples.campus().urls(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    await().until(run.site()::hasReceived);
    samples.goldenCases().stream().map(Golden::message).forEach(run::send);
    return run;
  }

  /// Sends a message to a site, and returns where it was written.
  static RecordMetadata send(GoldenMessage message, Site site) {
    return message.sendTo(site.broker(), site.topic(message.topic().substring("prod-".length())));
  }

  private void send(GoldenMessage message) {
    JsonNode stamp = stamp(message, send(message, site()));
    await()
        .until(
            () ->
                row().path("stamp").equals(stamp)
                    && ofCourse().at("/results/0/stamp").equals(stamp));
    sent.add(message);
    stamps.add(stamp);
    rows.add(row());
    figures.add(site().get(urls.figures(KEY.course()).toString()).json());
  }

  private static JsonNode stamp(GoldenMessage message, RecordMetadata written) {
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

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  Site site() {
    return running.site();
  }

  JsonNode row() {
    return site().get(urls.row(KEY).toString()).json();
  }

  JsonNode ofLearner() {
    return site().get(urls.rowsOf(KEY.learner()).toString()).json();
  }

  JsonNode ofCourse() {
    return site().get(urls.rowsOf(KEY.course()).toString()).json();
  }

  JsonNode history() {
    return site().get(urls.history(KEY).toString()).json();
  }

  @Override
  public void close() {
    running.close();
  }
}
