package org.rollbook.testkit.sample;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;

/// Where every view has what belongs to a learner or a course, spelled so that a shell and a person
/// can read it.
final class ViewUrls {

  static final int LARGEST_PAGE = 1000;

  private ViewUrls() {}

  static String learner(URI root, LearnerId learner) {
    return root + "/v1/learners/" + learner;
  }

  static String course(URI root, CourseKey course) {
    return root + "/v1/courses/" + encoded(course);
  }

  static URI pages(String list, int size) {
    return URI.create(list + "?page_size=" + size);
  }

  /// A path may have these three as they are, and keys are full of them.
  static String encoded(CourseKey course) {
    return URLEncoder.encode(course.value(), StandardCharsets.UTF_8)
        .replace("%3A", ":")
        .replace("%2B", "+")
        .replace("%40", "@");
  }
}
