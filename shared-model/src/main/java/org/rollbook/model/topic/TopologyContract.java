package org.rollbook.model.topic;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a topology reads and publishes. It has a package of its own, with all that this refers to,
/// so that others can use it without the topology's code.
///
/// @param topology such as `enrollments`: part of topic names, groups and folders. It never changes
/// @param sources the topics of Open edX that it reads by default, without a site's prefix
/// @param events one for each type of Open edX's events that it reads
/// @param table of the LMS that its rows are compared with, if there is one
/// @param published its derived topics
public record TopologyContract(
    String topology,
    List<String> sources,
    List<EventContract> events,
    Optional<TableContract> table,
    List<PublishedTopic<?, ?>> published) {

  public TopologyContract {
    sources = List.copyOf(sources);
    events = List.copyOf(events);
    published = List.copyOf(published);
  }

  /// A topology whose rows no table has.
  public TopologyContract(
      String topology,
      List<String> sources,
      List<EventContract> events,
      List<PublishedTopic<?, ?>> published) {
    this(topology, sources, events, Optional.empty(), published);
  }

  /// All that is read: events, and readings of the table.
  public List<EventContract> read() {
    return Stream.concat(events.stream(), table.stream().flatMap(of -> of.readings().stream()))
        .toList();
  }
}
