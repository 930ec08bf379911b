package org.rollbook.runtime.node;

import java.util.List;
import org.rollbook.model.topic.JournalTopic;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.runtime.ingest.EventReader;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.query.QuerySide;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.DerivedTopic.SchemaIds;
import org.rollbook.runtime.view.View;

/// What makes a topology one of its own; everything else is the runtime's.
///
/// @param <E> what its events say
public interface Deployable<E> {

  /// Its name, such as `enrollments`: part of topic names, groups and folders.
  String name();

  /// The version of its application id. State is found by it: a release that cannot go on with the
  /// state that is deployed gets the next one, begins empty beside the old one, and is filled from
  /// the journals. The lock beside the topology says when.
  default int version() {
    return 1;
  }

  /// Its default client port; the management port is 100 above.
  int port();

  /// The topics that it hears, without prefix.
  List<String> sourceTopics();

  /// How its events are understood, one reader for each type.
  List<EventReader<E>> readers();

  /// Its journals.
  List<Journal<E>> journals();

  /// What it publishes.
  List<PublishedTopic<?, ?>> published();

  /// Its views.
  List<View<E, ?>> views(Settings settings, SchemaIds ids);

  /// What its controllers ask.
  Object queries(QuerySide side);

  /// The full name of a journal's topic.
  default String topicOf(Journal<E> journal, TopicPrefix site) {
    return new JournalTopic(name(), journal.name()).nameIn(site);
  }
}
