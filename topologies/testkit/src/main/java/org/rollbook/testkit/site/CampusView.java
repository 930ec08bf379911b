package org.rollbook.testkit.site;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.TrueGradeDistribution;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.campus.ViewTruth;
import org.rollbook.testkit.sample.ViewApi;
import org.rollbook.testkit.sample.ViewUrls;

/// What the campus knows of one view, for tests that are the same for all views.
///
/// @param topology its name
/// @param urls its resources, without a host
/// @param kind the events that it reads
/// @param truth what it has to serve
/// @param api what it serves
/// @param derived what it publishes
/// @param sum a sum that subscribers make
/// @param <R> a row
/// @param <F> the figures of a course's rows
public record CampusView<R, F>(
    String topology,
    ViewUrls urls,
    RowKind kind,
    Function<Truth, ViewTruth<?, R, F>> truth,
    Function<Site, ViewApi<R, F>> api,
    Function<Site, SubscribedRecords<R, F>> derived,
    Sum<R> sum) {

  /// How many rows of a course count.
  ///
  /// @param counts whether a row counts
  /// @param row the field of a published row that says so
  /// @param figures the field of the published figures with the sum
  public record Sum<R>(Predicate<R> counts, String row, String figures) {}

  public static final CampusView<TrueEnrollment, TrueCourseCounts> ENROLLMENTS =
      new CampusView<>(
          "enrollments",
          ViewUrls.ofEnrollments(URI.create("")),
          RowKind.ENROLLMENTS,
          Truth::enrollments,
          Site::enrollments,
          SubscribedRecords::ofEnrollments,
          new Sum<>(TrueEnrollment::active, "is_active", "active"));

  public static final CampusView<TrueGrade, TrueGradeDistribution> GRADES =
      new CampusView<>(
          "grades",
          ViewUrls.ofGrades(URI.create("")),
          RowKind.GRADES,
          Truth::grades,
          Site::grades,
          SubscribedRecords::ofGrades,
          new Sum<>(TrueGrade::passing, "is_passing", "passing"));

  /// The same campus that emits what this view reads, on all topics that the LMS may use.
  public CampusSettings emitting(CampusSettings settings) {
    return settings.emitting(kind).withUnenrollmentsApart(true);
  }

  /// What a site's view serves, to be compared with the truth.
  public Audit<R, F> audit(Site site, Truth about) {
    return new Audit<>(api.apply(site), truth.apply(about));
  }

  /// Waits until subscribers have everything that is true, and nothing else.
  public void awaitPublished(Site site, Truth about) {
    derived.apply(site).awaitAllOf(truth.apply(about));
  }

  /// Kills the view in the middle of transactions.
  public AbortedRows killInTransactions(Site site, Truth about) {
    return AbortedRows.drill(site, about, kind, derived.apply(site), truth.apply(about));
  }

  /// The sum of each course.
  public Map<String, Long> sums(Truth about) {
    ViewTruth<?, R, F> rows = truth.apply(about);
    return rows.rows().stream()
        .collect(
            Collectors.groupingBy(
                row -> rows.keyOf(row).course().value(),
                Collectors.summingLong(row -> sum.counts().test(row) ? 1 : 0)));
  }

  /// The keys of all rows.
  public List<CampusEnrollmentKey> keys(Truth about) {
    ViewTruth<?, R, F> rows = truth.apply(about);
    return rows.rows().stream().map(rows::keyOf).toList();
  }

  /// The ids of all events of a row, newest first.
  public List<String> eventIds(Truth about, CampusEnrollmentKey key) {
    return truth.apply(about).history(key).stream().map(event -> event.stamp().eventId()).toList();
  }
}
