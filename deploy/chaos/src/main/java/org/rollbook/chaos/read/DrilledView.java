package org.rollbook.chaos.read;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.Samples;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.campus.ViewTruth;
import org.rollbook.testkit.sample.Sampler;
import org.rollbook.testkit.sample.Sender;
import org.rollbook.testkit.sample.ViewApi;
import org.rollbook.testkit.sample.ViewUrls;

/// A topology as readers see it: the questions that it answers, and the truth about it. Any thread.
public record DrilledView(DrilledTopology topology, Truth truth) {

  /// The sender of a request replaces this host with that of an instance.
  private static final URI ANY_INSTANCE = URI.create("http://any");

  /// The samples that questions are drawn from.
  Samples samples() {
    return rows();
  }

  /// A sampler that reads lists in pages of a size.
  Sampler<?, ?> sampler(Sender sender, int pageSize) {
    return switch (topology) {
      case ENROLLMENTS ->
          sampler(
              ViewApi.ofEnrollments(ANY_INSTANCE).reachedBy(sender, pageSize), truth.enrollments());
      case GRADES ->
          sampler(ViewApi.ofGrades(ANY_INSTANCE).reachedBy(sender, pageSize), truth.grades());
    };
  }

  private static <R, F> Sampler<R, F> sampler(ViewApi<R, F> api, ViewTruth<?, R, F> truth) {
    return new Sampler<>(api, truth, figures -> {});
  }

  /// The rows that exist now.
  Set<CampusEnrollmentKey> keys() {
    return keys(rows());
  }

  private static <R> Set<CampusEnrollmentKey> keys(ViewTruth<?, R, ?> truth) {
    return truth.rows().stream().map(truth::keyOf).collect(Collectors.toSet());
  }

  /// One address of each resource that is kept by learner.
  List<URI> addressesOf(LearnerId learner, CourseKey course) {
    var key = new CampusEnrollmentKey(learner, course);
    return List.of(urls().row(key), urls().history(key), urls().rowsOf(learner));
  }

  /// One address of each resource that is kept by course.
  List<URI> addressesOf(CourseKey course) {
    return List.of(urls().figures(course), urls().rowsOf(course));
  }

  private ViewUrls urls() {
    var urls =
        switch (topology) {
          case ENROLLMENTS -> ViewUrls.ofEnrollments(ANY_INSTANCE);
          case GRADES -> ViewUrls.ofGrades(ANY_INSTANCE);
        };
    return urls.inPagesOf(1);
  }

  private ViewTruth<?, ?, ?> rows() {
    return switch (topology) {
      case ENROLLMENTS -> truth.enrollments();
      case GRADES -> truth.grades();
    };
  }
}
