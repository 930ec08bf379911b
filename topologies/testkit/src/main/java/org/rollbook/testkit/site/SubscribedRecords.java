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
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.grades.GradeContract;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.TrueGradeDistribution;
import org.rollbook.testkit.campus.ViewTruth;

/// The records that a subscriber of a view's derived topics has in the end: the last committed
/// record of each key.
///
/// @param <R> the published row
/// @param <F> the published figures of a course
public final class SubscribedRecords<R, F> {

  private final Site site;
  private final Reported<?, ?, R> rows;
  private final Reported<?, ?, F> figures;

  private SubscribedRecords(Site site, Reported<?, ?, R> rows, Reported<?, ?, F> figures) {
    this.site = site;
    this.rows = rows;
    this.figures = figures;
  }

  public static SubscribedRecords<TrueEnrollment, TrueCourseCounts> ofEnrollments(Site site) {
    return new SubscribedRecords<>(
        site,
        new Reported<>(EnrollmentContract.ENROLLMENTS, PublishedRecords::enrollment),
        new Reported<>(EnrollmentContract.COURSE_ENROLLMENT_COUNTS, PublishedRecords::counts));
  }

  public static SubscribedRecords<TrueGrade, TrueGradeDistribution> ofGrades(Site site) {
    return new SubscribedRecords<>(
        site,
        new Reported<>(GradeContract.GRADES, PublishedRecords::grade),
        new Reported<>(GradeContract.COURSE_GRADE_DISTRIBUTIONS, PublishedRecords::distribution));
  }

  /// The topic of the rows.
  public PublishedTopic<?, ?> topicOfRows() {
    return rows.topic();
  }

  /// The topic of the figures.
  public PublishedTopic<?, ?> topicOfFigures() {
    return figures.topic();
  }

  /// Both topics, without the site's prefix.
  public List<String> topics() {
    return List.of(rows.topic().name(), figures.topic().name());
  }

  /// Waits until both topics have everything that is true, and nothing else. Figures are published
  /// a while after they are served, at most once a second.
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
  private record Reported<K, V, T>(PublishedTopic<K, V> topic, Function<V, T> meaning) {

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
