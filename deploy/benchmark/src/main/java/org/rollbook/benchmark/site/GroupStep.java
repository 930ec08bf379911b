package org.rollbook.benchmark.site;

import java.util.List;
import org.rollbook.model.topic.TopicPrefix;

/// A group that reads a topic with one record for each event.
public record GroupStep(String group, String topic) {

  private static final String VIEWS = "rollbook-enrollments-v1";

  /// The steps of an event in the enrollments topology, until it is in all of its views.
  ///
  /// @param inbound the full name of the topic that the event comes from
  public static List<GroupStep> ofEnrollments(TopicPrefix site, String inbound) {
    String views = site.join(VIEWS);
    return List.of(
        new GroupStep(views + "-ingest", inbound),
        new GroupStep(views, site.join("rollbook.enrollments.by-learner")),
        new GroupStep(views, site.join("rollbook.enrollments.by-course")));
  }
}
