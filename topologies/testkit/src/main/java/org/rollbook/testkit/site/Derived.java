package org.rollbook.testkit.site;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.Topics;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.GradeDistribution;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.ViewTruth;

/// What a subscriber of a view's derived topics ends up with: the last committed record of each
/// key.
///
/// @param <R> what is told of each row
/// @param <F> what is told of each course
public final class Derived<R, F> {

  private final Site site;
  private final Told<?, ?, R> rows;
  private final Told<?, ?, F> figures;

  private Derived(Site site, Told<?, ?, R> rows, Told<?, ?, F> figures) {
    this.site = site;
    this.rows = rows;
    this.figures = figures;
  }

  public static Derived<TrueEnrollment, CourseCounts> ofEnrollments(Site site) {
    return new Derived<>(
        site,
        new Told<>(Topics.ENROLLMENTS, PublishedRecords::enrollment),
        new Told<>(Topics.COURSE_ENROLLMENT_COUNTS, PublishedRecords::counts));
  }

  public static Derived<TrueGrade, GradeDistribution> ofGrades(Site site) {
    return new Derived<>(
        site,
        new Told<>(Topics.GRADES, PublishedRecords::grade),
        new Told<>(Topics.COURSE_GRADE_DISTRIBUTIONS, PublishedRecords::distribution));
  }

  /// The topic that tells of each row.
  public PublishedTopic<?, ?> topicOfRows() {
    return rows.topic();
  }

  /// The topic that tells of each course.
  public PublishedTopic<?, ?> topicOfFigures() {
    return figures.topic();
  }

  /// Both, without the site's prefix.
  public List<String> topics() {
    return List.of(rows.topic().name(), figures.topic().name());
  }

  /// Waits until both topics tell of everything that is true, and of nothing else. Figures are
  /// published a while after they are served, once a second at most.
  ///
  /// @throws AssertionError if they do not within some minutes
  public void awaitAllOf(ViewTruth<?, R, F> truth) {
    var figuresOfAll =
        truth.courses().stream().flatMap(course -> truth.figures(course).stream()).toList();
    Waiting.untilNothingIs(() -> differences(rows.latest(site), truth.rows()), TimeLimit.AMPLE);
    Waiting.untilNothingIs(() -> differences(figures.latest(site), figuresOfAll), TimeLimit.AMPLE);
  }

  private static <T> List<String> differences(List<T> published, List<T> known) {
    var wrong = new HashSet<>(published);
    known.forEach(wrong::remove);
    var missing = new HashSet<>(known);
    published.forEach(missing::remove);
    return Stream.concat(
            wrong.stream().map(each -> "published " + each),
            missing.stream().map(each -> "not published " + each))
        .toList();
  }

  /// @param meaning of a record, for the truth
  private record Told<K, V, T>(PublishedTopic<K, V> topic, Function<V, T> meaning) {

    List<T> latest(Site site) {
      Map<K, V> latest = new LinkedHashMap<>();
      for (ConsumerRecord<byte[], byte[]> message : site.committed(topic.name())) {
        latest.put(
            read(topic.keyCodec(), message.key()), read(topic.valueCodec(), message.value()));
      }
      return latest.values().stream().map(meaning).toList();
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
  }
}
