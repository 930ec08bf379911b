package org.rollbook.enrollments.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.published.CourseEnrollmentCountsRecord;
import org.rollbook.model.published.EnrollmentRecord;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.Topics;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.TrueEnrollment;

/// What a subscriber of the derived topics ends up with: the last committed record of each key.
final class Derived {

  private Derived() {}

  static List<TrueEnrollment> enrollments(Stack stack) {
    return latest(stack, Topics.ENROLLMENTS).values().stream().map(Derived::enrollment).toList();
  }

  static List<CourseCounts> counts(Stack stack) {
    return latest(stack, Topics.COURSE_ENROLLMENT_COUNTS).values().stream()
        .map(Derived::counts)
        .toList();
  }

  private static <K, V> Map<K, V> latest(Stack stack, PublishedTopic<K, V> topic) {
    Map<K, V> rows = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> message : stack.committed(topic.name())) {
      rows.put(read(topic.keyCodec(), message.key()), read(topic.valueCodec(), message.value()));
    }
    return rows;
  }

  private static <T> T read(AvroCodec<T> codec, byte[] framed) {
    var avro = ConfluentFraming.parse(framed).orElseThrow().avro();
    var bytes = new byte[avro.remaining()];
    avro.get(bytes);
    try {
      return AvroBytes.fromPlain(codec, bytes);
    } catch (DecodeException broken) {
      throw new AssertionError("a derived record that its own codec does not read", broken);
    }
  }

  private static TrueEnrollment enrollment(EnrollmentRecord row) {
    return new TrueEnrollment(
        new EnrollmentKey(row.learner(), row.course()),
        row.mode(),
        row.active(),
        row.enrolledAt(),
        row.stamp());
  }

  private static CourseCounts counts(CourseEnrollmentCountsRecord row) {
    return new CourseCounts(
        row.course(),
        row.modes().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    mode ->
                        new CourseCounts.ModeCount(
                            mode.getValue().active(), mode.getValue().total()))));
  }
}
