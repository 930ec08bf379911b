package org.rollbook.guard.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.rollbook.model.CourseKey;
import org.rollbook.model.bridge.BridgeTopic;
import org.rollbook.model.lms.LmsRows;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.sample.Lookups;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// An instance that has read events full of personal data, has answered every question about them,
/// and was stopped, which flushes everything in RocksDB's memory to its disk.
///
/// @param keys of all rows
/// @param answers the bodies of all answers
public record ReadSite(
    RunningSite running,
    PersonalDataContract<?, ?, ?> samples,
    List<CampusEnrollmentKey> keys,
    List<String> answers)
    implements AutoCloseable {

  private static final int EVENTS = 1_000;

  static ReadSite of(PersonalDataContract<?, ?, ?> samples) {
    RunningSite running = RunningSite.of(samples.campus().topology(), Map.of());
    List<CampusEnrollmentKey> keys = publish(running.site(), samples);
    var read = new ReadSite(running, samples, keys, new ArrayList<>());
    read.sendOneThatIsRejected();
    Instant sent = Clock.systemUTC().instant();
    await().until(() -> read.courses().stream().allMatch(course -> read.isAsOf(sent, course)));
    read.askEverything();
    read.causeProblems();
    Stream.of("/prometheus", "/health/readiness", "/topology")
        .forEach(path -> read.answers.add(read.site().manage(path).body()));
    // Figures are published a while after they are served.
    await()
        .until(
            () ->
                read.ownTopics().stream()
                    .noneMatch(topic -> read.site().broker().records(topic).isEmpty()));
    read.site().view().stop();
    return read;
  }

  /// Returns the keys of all rows that follow.
  private static List<CampusEnrollmentKey> publish(
      Site site, PersonalDataContract<?, ?, ?> samples) {
    CampusView<?, ?> view = samples.campus();
    Truth truth = Truth.keepingAll();
    site.publish(truth, view.emitting(CampusSettings.of(42, 50, 5)), EVENTS);
    List<CampusEnrollmentKey> keys = new ArrayList<>(view.keys(truth));
    if (Golden.available()) {
      samples.goldenCases().forEach(name -> GoldenRun.send(Golden.message(name), site));
      keys.add(GoldenRun.KEY);
    }
    return keys;
  }

  /// Sends an event that is logged, counted and dead-lettered, each of which could leak data.
  private void sendOneThatIsRejected() {
    ConsumerRecord<byte[], byte[]> good =
        sourceRecords().stream().filter(samples::isPersonal).findFirst().orElseThrow();
    byte[] cut = Arrays.copyOf(good.value(), good.value().length - 1);
    site().broker().send(new ProducerRecord<>(good.topic(), null, good.key(), cut, good.headers()));
  }

  private void askEverything() {
    for (CourseKey course : courses()) {
      follow(urls().inPagesOf(7).rowsOf(course).toString());
      get(urls().figures(course).toString());
    }
    for (CampusEnrollmentKey key : keys) {
      get(urls().row(key).toString());
      get(urls().history(key).toString());
      follow(urls().inPagesOf(1).rowsOf(key.learner()).toString());
    }
    lookUp(urls().lookup(), Lookups.question(keys));
    lookUp(urls().lookupOfFigures(), Lookups.questionOfCourses(List.copyOf(courses())));
  }

  /// Causes each kind of problem that needs no broken instance.
  private void causeProblems() {
    String list = "/v1/learners/4242/" + urls().rows();
    assertThat(get(list + "/course-v1:no+such+course").status()).isEqualTo(404);
    assertThat(get(list + "?page_size=none").status()).isEqualTo(400);
    assertThat(get("/v1/learners/none/" + urls().rows()).status()).isEqualTo(400);
    assertThat(get("/v1/nothing").status()).isEqualTo(404);
    assertThat(get(list, "Rollbook-Max-Staleness", "0").status()).isEqualTo(503);
  }

  private void lookUp(URI lookup, JsonNode question) {
    Reply reply = site().web().post(lookup.toString(), question.toString());
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().findValuesAsText("status")).containsOnly("200");
    answers.add(reply.body());
  }

  /// Reads a list to its end.
  private void follow(String first) {
    JsonNode next = get(first).json().path("next");
    while (next.isTextual()) {
      Reply page = site().follow(next.textValue());
      answers.add(page.body());
      next = page.json().path("next");
    }
  }

  private Reply get(String path, String... headers) {
    Reply reply = site().get(path, headers);
    answers.add(reply.body());
    return reply;
  }

  private boolean isAsOf(Instant time, CourseKey course) {
    return samples.campus().api().apply(site()).figures(course) instanceof Answered(_, var asOf)
        && asOf.isAfter(time);
  }

  private Set<CourseKey> courses() {
    return keys.stream().map(CampusEnrollmentKey::course).collect(Collectors.toSet());
  }

  private ViewUrls urls() {
    return samples.campus().urls();
  }

  Site site() {
    return running.site();
  }

  /// All records of the source topics, which are what others sent.
  List<ConsumerRecord<byte[], byte[]>> sourceRecords() {
    return samples.definition().contract().sources().stream()
        .flatMap(topic -> site().broker().records(site().topic(topic)).stream())
        .toList();
  }

  /// All topics of this site except those that hold what others sent: the sources, the readings of
  /// the LMS's tables, and the dead letters.
  List<String> ownTopics() {
    Set<String> others =
        Stream.concat(
                samples.definition().contract().sources().stream(),
                Stream.of(LmsRows.NAME, BridgeTopic.NAME, DeadLetters.NAME))
            .map(site()::topic)
            .collect(Collectors.toSet());
    return site().topics().stream().filter(topic -> !others.contains(topic)).toList();
  }

  @Override
  public void close() {
    running.close();
  }
}
