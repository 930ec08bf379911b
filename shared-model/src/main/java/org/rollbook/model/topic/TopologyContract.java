package org.rollbook.model.topic;

import java.util.List;

/// What a topology reads and publishes. It has a package of its own, with all that this refers to,
/// so that others can use it without the topology's code.
///
/// @param topology such as `enrollments`: part of topic names, groups and folders. It never changes
/// @param sources the topics of Open edX that it reads by default, without a site's prefix
/// @param events one for each event type that it reads
/// @param published its derived topics
public record TopologyContract(
    String topology,
    List<String> sources,
    List<EventContract> events,
    List<PublishedTopic<?, ?>> published) {

  public TopologyContract {
    sources = List.copyOf(sources);
    events = List.copyOf(events);
    published = List.copyOf(published);
  }
}
