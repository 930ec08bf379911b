package org.rollbook.benchmark.site;

import java.util.List;
import org.rollbook.model.topic.TopicPrefix;

/// A group that reads a topic with a record for each event.
public record Step(String group, String topic) {

  private static final String VIEWS = "rollbook-enrollments-v1";

  /// What an event passes in the enrollments topology, until it is in all of its views.
  ///
  /// @param inbound the full name of the topic that it comes in by
  public static List<Step> ofEnrollments(TopicPrefix site, String inbound) {
    String views = site.join(VIEWS);
    return List.of(
        new Step(views + "-ingest", inbound),
        new Step(views, site.join("rollbook.enrollments.by-learner")),
        new Step(views, site.join("rollbook.enrollments.by-course")));
  }
}
