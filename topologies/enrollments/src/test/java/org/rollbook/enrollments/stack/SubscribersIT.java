package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.enrollments.subscriber.LargestCourses;
import org.rollbook.model.topic.Topics;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.SharedKafka;

/// The derived topics as clients that are not ours read them: what `deploy/subscribing` tells
/// analysts to do, done.
class SubscribersIT {

  private static final int EVENTS = 1_000;
  private static final Path PROGRAMS = Path.of("..", "..", "deploy", "subscribing");

  /// Debian's own, which has Debian's modules.
  private static final String PYTHON = "/usr/bin/python3";

  private static final Truth TRUTH = Truth.keepingAll();

  @TempDir static Path folder;
  private static Stack stack;

  @BeforeAll
  static void publish() {
    stack = Stack.start(folder);
    stack.view().awaitReady(Duration.ofSeconds(90));
    CampusSettings settings = CampusSettings.of(1, EVENTS / 10, 10);
    var start = Clock.systemUTC().instant().minus(settings.longestSpan(EVENTS));
    try (var lms = stack.lms(TRUTH)) {
      lms.publishAll(Campus.generate(settings, start, EVENTS));
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(Derived.enrollments(stack))
                    .containsExactlyInAnyOrderElementsOf(
                        TRUTH.courses().stream()
                            .flatMap(course -> TRUTH.roster(course).stream())
                            .toList()));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Derived.counts(stack))
                    .containsExactlyInAnyOrderElementsOf(
                        TRUTH.courses().stream()
                            .flatMap(course -> TRUTH.counts(course).stream())
                            .toList()));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void shouldBeReadByAPlainJavaConsumerWithGenericAvro() {
    assertThat(LargestCourses.activeLearners(kafka(), registry(), enrollments()))
        .isEqualTo(trulyActive());
  }

  @Test
  void shouldBeReadByPythonsConfluentClient() {
    assumeThat(Command.works(PYTHON, "-c", "import avro, confluent_kafka"))
        .as("Debian's python3-confluent-kafka and python3-avro")
        .isTrue();

    String printed =
        Command.run(PYTHON, program("largest_courses.py"), kafka(), registry(), enrollments());

    assertThat(printed.lines())
        .hasSize(5)
        .allSatisfy(
            line -> {
              String[] words = line.strip().split(" +", -1);
              assertThat(trulyActive()).containsEntry(words[1], Long.valueOf(words[0]));
            });
  }

  @Test
  void shouldBeReadByKcat() {
    assumeThat(Command.works("kcat", "-V")).as("kcat").isTrue();

    String headers =
        Command.run(
            "kcat",
            "-C",
            "-b",
            kafka(),
            "-t",
            enrollments(),
            "-o",
            "beginning",
            "-e",
            "-q",
            "-X",
            "isolation.level=read_committed",
            "-f",
            "%h\\n");

    assertThat(headers.lines())
        .hasSameSizeAs(stack.committed(Topics.ENROLLMENTS.name()))
        .allMatch(
            line ->
                line.startsWith("ce_specversion=1.0,content-type=application/avro,ce_type=org."));
  }

  @Test
  void shouldBeDecodedBehindKcat() {
    assumeThat(Command.works("kcat", "-V")).as("kcat").isTrue();
    assumeThat(Command.works(PYTHON, "-c", "import avro")).as("Debian's python3-avro").isTrue();

    String json =
        Command.run(
            "/bin/sh",
            "-c",
            "kcat -C -b %s -t %s -o beginning -e -q -X isolation.level=read_committed -f '%%R%%s' | %s %s %s"
                .formatted(
                    kafka(),
                    stack.topic(Topics.COURSE_ENROLLMENT_COUNTS.name()),
                    PYTHON,
                    program("decode.py"),
                    registry()));

    Map<String, Long> active = new TreeMap<>();
    json.lines()
        .map(SubscribersIT::parsed)
        .forEach(row -> active.put(row.get("course_key").asText(), row.get("active").asLong()));
    active.values().removeIf(count -> count == 0);
    assertThat(active).isEqualTo(trulyActive());
  }

  private static Map<String, Long> trulyActive() {
    return TRUTH.courses().stream()
        .flatMap(course -> TRUTH.roster(course).stream())
        .filter(row -> row.active())
        .map(row -> row.key().course().value())
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private static JsonNode parsed(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static String program(String name) {
    return PROGRAMS.resolve(name).toString();
  }

  private static String kafka() {
    return SharedKafka.broker().bootstrapServers();
  }

  private static String registry() {
    return SharedRegistry.process().url();
  }

  private static String enrollments() {
    return stack.topic(Topics.ENROLLMENTS.name());
  }
}
