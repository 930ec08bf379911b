package org.rollbook.grades.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.published.CourseGradeDistributionRecord;
import org.rollbook.model.published.GradeRecord;
import org.rollbook.model.published.TracedStamp;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.Topics;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.GradeDistribution;
import org.rollbook.testkit.campus.Score;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.site.Site;

/// What a subscriber of the derived topics ends up with: the last committed record of each key.
final class Derived {

  private Derived() {}

  static List<TrueGrade> grades(Site site) {
    return latest(site, Topics.GRADES).values().stream().map(Derived::grade).toList();
  }

  static List<GradeDistribution> distributions(Site site) {
    return latest(site, Topics.COURSE_GRADE_DISTRIBUTIONS).values().stream()
        .map(Derived::distribution)
        .toList();
  }

  private static <K, V> Map<K, V> latest(Site site, PublishedTopic<K, V> topic) {
    Map<K, V> rows = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> message : site.committed(topic.name())) {
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

  private static TrueGrade grade(GradeRecord row) {
    return new TrueGrade(
        new EnrollmentKey(row.learner(), row.course()),
        row.calculation()
            .map(
                said ->
                    new Score(
                        said.percent(),
                        said.letter().orElse(""),
                        said.gradingPolicyHash().orElse(""),
                        said.courseVersion().orElse(""))),
        row.passedAt(),
        row.passing(),
        row.stamps().row().stamp(),
        new TrueGrade.Stamps(
            row.stamps().grade().map(TracedStamp::stamp),
            row.stamps().passedAt().map(TracedStamp::stamp),
            row.stamps().passing().stamp()));
  }

  private static GradeDistribution distribution(CourseGradeDistributionRecord row) {
    return new GradeDistribution(
        row.course(),
        row.graded(),
        row.passing(),
        row.meanPercent(),
        row.letters(),
        row.histogram());
  }
}
