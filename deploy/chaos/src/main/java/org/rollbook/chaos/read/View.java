package org.rollbook.chaos.read;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.Samples;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.EnrollmentsApi;
import org.rollbook.testkit.sample.EnrollmentsUrls;
import org.rollbook.testkit.sample.GradesApi;
import org.rollbook.testkit.sample.GradesSampler;
import org.rollbook.testkit.sample.GradesUrls;
import org.rollbook.testkit.sample.Sampler;
import org.rollbook.testkit.sample.Sender;
import org.rollbook.testkit.sample.ViewSampler;

/// A topology as readers see it: what it can be asked, and the truth about it. Any thread.
public record View(Topology topology, Truth truth) {

  /// Whoever sends a request puts the host of an instance in its place.
  private static final URI ANY_INSTANCE = URI.create("http://any");

  /// What to draw questions from.
  Samples samples() {
    return switch (topology) {
      case ENROLLMENTS -> truth;
      case GRADES -> truth.grades();
    };
  }

  /// A sampler that reads lists in pages of a size.
  ViewSampler sampler(Sender sender, int pageSize) {
    return switch (topology) {
      case ENROLLMENTS ->
          new Sampler(
              new EnrollmentsApi(new EnrollmentsUrls(ANY_INSTANCE, pageSize), sender),
              truth,
              counts -> {});
      case GRADES ->
          new GradesSampler(
              new GradesApi(new GradesUrls(ANY_INSTANCE, pageSize), sender), truth.grades());
    };
  }

  /// The rows that there are now.
  Set<EnrollmentKey> keys() {
    return switch (topology) {
      case ENROLLMENTS ->
          truth.courses().stream()
              .flatMap(course -> truth.roster(course).stream())
              .map(TrueEnrollment::key)
              .collect(Collectors.toSet());
      case GRADES ->
          truth.grades().courses().stream()
              .flatMap(course -> truth.grades().gradebook(course).stream())
              .map(TrueGrade::key)
              .collect(Collectors.toSet());
    };
  }

  /// One address of each thing that is kept by learner.
  List<URI> addressesOf(LearnerId learner, CourseKey course) {
    var key = new EnrollmentKey(learner, course);
    return switch (topology) {
      case ENROLLMENTS -> {
        var urls = new EnrollmentsUrls(ANY_INSTANCE, 1);
        yield List.of(urls.enrollment(key), urls.history(key), urls.enrollments(learner));
      }
      case GRADES -> {
        var urls = new GradesUrls(ANY_INSTANCE, 1);
        yield List.of(urls.grade(key), urls.history(key), urls.grades(learner));
      }
    };
  }

  /// One address of each thing that is kept by course.
  List<URI> addressesOf(CourseKey course) {
    return switch (topology) {
      case ENROLLMENTS -> {
        var urls = new EnrollmentsUrls(ANY_INSTANCE, 1);
        yield List.of(urls.counts(course), urls.roster(course));
      }
      case GRADES -> {
        var urls = new GradesUrls(ANY_INSTANCE, 1);
        yield List.of(urls.distribution(course), urls.gradebook(course));
      }
    };
  }
}
