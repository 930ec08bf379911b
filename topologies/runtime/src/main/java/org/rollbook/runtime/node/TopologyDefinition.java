package org.rollbook.runtime.node;

import java.util.List;
import java.util.Optional;
import org.rollbook.model.topic.JournalTopic;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.model.topic.TopologyContract;
import org.rollbook.runtime.ingest.EventReader;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.serve.query.DigestQueries;
import org.rollbook.runtime.serve.query.QueryService;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.DerivedTopic.SchemaIds;
import org.rollbook.runtime.view.View;

/// What defines a topology; everything else is the runtime's.
///
/// @param <E> the payload of its events
public interface TopologyDefinition<E> {

  /// What it reads and publishes.
  TopologyContract contract();

  /// Its name, such as `enrollments`: part of topic names, groups and folders.
  default String name() {
    return contract().topology();
  }

  /// The version of its application id, by which its state is found. A release that cannot continue
  /// with the deployed state gets the next version: it starts empty, while the old state stays, and
  /// is filled from the journals. The lock of the topology states when that is needed.
  default int version() {
    return 1;
  }

  /// Its default client port; the management port is 100 above.
  int port();

  /// The readers of its events, one for each type of its contract.
  List<EventReader<E>> readers();

  /// Its journals.
  List<Journal<E>> journals();

  /// Its views.
  List<View<E, ?>> views(Settings settings, SchemaIds ids);

  /// The object that its controllers query.
  Object queries(QueryService service);

  /// The digests of its rows, if it has any.
  default Optional<DigestQueries> digests(QueryService service) {
    return Optional.empty();
  }

  /// The full name of a journal's topic.
  default String topicOf(Journal<E> journal, TopicPrefix site) {
    return new JournalTopic(name(), journal.name()).nameIn(site);
  }
}
