package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.testkit.bytes.ByteSearch;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.CampusTopics;
import org.rollbook.testkit.campus.Learner;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.golden.GoldenMessage;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// Checks that no personal data of events but the numeric id is stored or served: reads events full
/// of personal data, then searches all bytes that the process wrote.
class PersonalDataIT {

  private static final int EVENTS = 300;

  /// Texts of the golden messages. Any large file contains usernames of three letters by chance, so
  /// their length byte, or quotes, must precede them.
  private static final ByteSearch SEARCH =
      ByteSearch.forTexts(
          Learner.MARKER,
          "bob@example.com",
          "Bob Ünïcode",
          "staff@example.com",
          "\u0006bob",
          "\"bob\"",
          "\nstaff",
          "\"staff\"");

  private static final String GOLDEN = "course-v1:edX+DemoX+Demo_Course";

  private static final LearnerId GOLDEN_LEARNER = new LearnerId(4242);

  private static final ViewUrls PATHS = ViewUrls.ofEnrollments(URI.create(""));

  private static final Truth TRUTH = Truth.keepingAll();

  @TempDir static Path folder;
  private static Site site;
  private static final List<String> SERVED = new ArrayList<>();

  @BeforeAll
  static void readEventsFullOfNames() {
    site = Site.start("enrollments", folder);
    site.view().awaitReady();
    var settings = CampusSettings.of(42, 50, 5).withUnenrollmentsApart(true);
    Instant start = Instant.now().minus(settings.longestSpan(EVENTS));
    try (var lms = site.lms(TRUTH)) {
      lms.publishAll(Campus.generate(settings, start, EVENTS));
    }
    if (Golden.available()) {
      GoldenEnrollments.messages().forEach(PersonalDataIT::send);
    }
    sendOneThatIsRejected();
    Instant sent = Instant.now();
    await().until(() -> courses().allMatch(key -> isAsOf(sent, key)));
    courses().forEach(PersonalDataIT::ask);
    askForMany();
    causeProblems();
    Stream.of("/prometheus", "/health/readiness", "/topology")
        .forEach(path -> SERVED.add(site.manage(path).body()));
    // Counts are published a while after they are served.
    await()
        .until(() -> topics().stream().noneMatch(topic -> site.broker().records(topic).isEmpty()));
    // Stopping flushes everything in RocksDB's memory to disk.
    site.view().stop();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static void send(GoldenMessage message) {
    message.sendTo(site.broker(), site.topic(message.topic().substring("prod-".length())));
  }

  /// Sends an event that is logged, counted and dead-lettered, each of which could leak data.
  private static void sendOneThatIsRejected() {
    String topic = site.topic(CampusTopics.ENROLLMENTS);
    ConsumerRecord<byte[], byte[]> good = site.broker().records(topic).getFirst();
    byte[] cut = Arrays.copyOf(good.value(), good.value().length - 1);
    site.broker().send(new ProducerRecord<>(topic, null, good.key(), cut, good.headers()));
  }

  private static Stream<CourseKey> courses() {
    return Stream.concat(
        TRUTH.enrollments().courses().stream(),
        Stream.of(new CourseKey(GOLDEN)).filter(_ -> Golden.available()));
  }

  private static boolean isAsOf(Instant time, CourseKey course) {
    return site.enrollments().figures(course) instanceof Answered(_, var asOf)
        && asOf.isAfter(time);
  }

  /// Asks every question about a course and each learner in it.
  private static void ask(CourseKey course) {
    follow("/v1/courses/" + encoded(course) + "/enrollments?page_size=7");
    get(PATHS.figures(course).toString());
    learnersIn(course)
        .forEach(
            learner -> {
              var key = new CampusEnrollmentKey(learner, course);
              get(PATHS.row(key).toString());
              get(PATHS.history(key).toString());
              follow("/v1/learners/" + learner + "/enrollments?page_size=1");
            });
  }

  private static Stream<LearnerId> learnersIn(CourseKey course) {
    return course.value().equals(GOLDEN)
        ? Stream.of(GOLDEN_LEARNER)
        : TRUTH.enrollments().rowsOf(course).stream().map(row -> row.key().learner());
  }

  /// Reads a list to its end.
  private static void follow(String first) {
    Optional<String> page = Optional.of(first);
    while (page.isPresent()) {
      JsonNode next = get(page.get()).json().path("next");
      page = Optional.of(next.asText()).filter(_ -> next.isTextual()).map(PersonalDataIT::pathOf);
    }
  }

  private static String pathOf(String url) {
    URI next = URI.create(url);
    return next.getRawPath() + "?" + next.getRawQuery();
  }

  private static void askForMany() {
    List<CampusEnrollmentKey> keys =
        courses()
            .flatMap(
                course -> learnersIn(course).map(each -> new CampusEnrollmentKey(each, course)))
            .toList();
    SERVED.addAll(LookedUp.enrollments(site, keys).stream().map(JsonNode::toString).toList());
    SERVED.addAll(
        LookedUp.counts(site, courses().toList()).stream().map(JsonNode::toString).toList());
  }

  /// Causes each kind of problem that needs no broken instance.
  private static void causeProblems() {
    String learner = "/v1/learners/" + GOLDEN_LEARNER + "/enrollments";
    assertThat(get(learner + "/course-v1:no+such+course").status()).isEqualTo(404);
    assertThat(get(learner + "?page_size=none").status()).isEqualTo(400);
    assertThat(get("/v1/learners/none/enrollments").status()).isEqualTo(400);
    assertThat(get("/v1/nothing").status()).isEqualTo(404);
    assertThat(get(learner, "Rollbook-Max-Staleness", "0").status()).isEqualTo(503);
  }

  private static Reply get(String path, String... headers) {
    Reply reply = site.get(path, headers);
    SERVED.add(reply.body());
    return reply;
  }

  private static String encoded(CourseKey course) {
    return URLEncoder.encode(course.value(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldFindPersonalDataInSourcesAndDeadLetters() {
    assertThat(SEARCH.inRecords(site.broker().records(site.topic(CampusTopics.ENROLLMENTS))))
        .isNotEmpty();
    assertThat(SEARCH.inRecords(site.deadLetters())).isNotEmpty();
  }

  @Test
  void shouldWriteNoPersonalDataToJournalsChangelogsAndDerivedTopics() {
    List<String> topics = topics();

    assertThat(topics).hasSizeGreaterThanOrEqualTo(8);
    assertThat(topics)
        .allSatisfy(
            topic -> {
              List<ConsumerRecord<byte[], byte[]>> messages = site.broker().records(topic);
              assertThat(messages).isNotEmpty();
              assertThat(SEARCH.inRecords(messages)).isEmpty();
            });
  }

  @Test
  void shouldHaveNoPersonalDataInStoresAndLog() throws IOException {
    assertThat(Files.size(folder.resolve("log"))).isPositive();
    assertThat(SEARCH.inFolder(folder)).isEmpty();
  }

  @Test
  void shouldHaveNoPersonalDataInAnswersAndMetrics() {
    assertThat(SERVED).hasSizeGreaterThan(200).allSatisfy(text -> assertThat(text).isNotEmpty());
    assertThat(SERVED).allSatisfy(text -> assertThat(SEARCH.inText("served", text)).isEmpty());
  }

  /// All topics of this site except the sources and the dead letters, which hold what others sent.
  private static List<String> topics() {
    List<String> others =
        Stream.of(CampusTopics.ENROLLMENTS, CampusTopics.UNENROLLMENTS, DeadLetters.NAME)
            .map(site::topic)
            .toList();
    return site.topics().stream().filter(topic -> !others.contains(topic)).toList();
  }
}
