package org.rollbook.reconciler.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.reconciler.report.DayFigures;
import org.rollbook.reconciler.report.DayReport;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.Finding;
import org.rollbook.reconciler.report.Kept;
import org.rollbook.reconciler.report.KnownFinding;
import org.rollbook.reconciler.report.PassFigures;
import org.rollbook.reconciler.report.PassProgress;
import org.rollbook.reconciler.report.PassReport;
import org.rollbook.reconciler.settings.Mode;

class LogTopicTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00.000001Z");
  private static final String TABLE = "student_courseenrollment";

  private final LogTopic topic = new LogTopic(new TopicPrefix("prod"));

  static Stream<Kept> kept() {
    var figures = new PassFigures(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    // The separator of keys may be in a course key.
    var key = new LearnerCourse(new LearnerId(7), new CourseKey("edX/DemoX/2012_Fall"));
    return Stream.of(
        new PassProgress(TABLE, "some-id", NOON, 40, 39, "edX", false),
        new PassReport(
            "id", TABLE, Mode.REPAIR, NOON, Optional.of(NOON), figures, Optional.empty()),
        new PassReport(
            "id", TABLE, Mode.REPORT, NOON, Optional.of(NOON), figures, Optional.of("no database")),
        new DayReport(TABLE, LocalDate.EPOCH, new DayFigures(1, 2, 3, 4, 5, 6, 7, 8)),
        new KnownFinding(TABLE, new Finding(key, DriftKind.ABSENT, NOON, -7), true));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void shouldReadWhatItWrote(Kept kept) {
    ProducerRecord<byte[], byte[]> written = topic.record(kept);

    assertThat(written.topic()).isEqualTo("prod-rollbook.reconciler-log.v1");
    assertThat(read(written.key(), written.value())).contains(kept);
    assertThat(topic.tombstone(kept).key()).isEqualTo(written.key());
  }

  /// A later release may write more, and anybody may write anything.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          later/x/y | {}
          day/x     | {}
          day/x/y   | {"figures":{}}
          pass      | {}
          progress/x | {"pass":"a"}
          finding/x/nobody | {"kind":"ABSENT","at":"2026-08-20T12:00:00Z","drifting":true}
          day/x/2026-08-20 | not JSON
          """)
  void shouldPassOverWhatItDoesNotKnow(String key, String value) {
    assertThat(read(key.getBytes(UTF_8), value.getBytes(UTF_8))).isEmpty();
  }

  private static Optional<Kept> read(byte[] key, byte[] value) {
    return LogTopic.read(new ConsumerRecord<>("topic", 0, 0, key, value));
  }
}
