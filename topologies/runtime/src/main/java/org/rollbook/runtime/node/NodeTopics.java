package org.rollbook.runtime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rollbook.model.bridge.BridgeTopic;
import org.rollbook.model.lms.LmsRows;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.JournalTopic;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.SchemaTopic;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.topics.ManagedTopic;
import org.rollbook.runtime.topics.ManagedTopic.Partitioning;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.view.streams.ViewChangelogs;

/// The topics that must exist before an instance starts.
public final class NodeTopics {

  /// Kafka's default `message.max.bytes`; ingest raises the limit of the dead letters where sources
  /// allow more.
  private static final int LARGEST_MESSAGE = 1_048_588;

  /// How Kafka Streams ends their names.
  private static final String CHANGELOG = "-changelog";

  private NodeTopics() {}

  static List<ManagedTopic> of(TopologyDefinition<?> definition, Settings settings) {
    TopicPrefix site = settings.topicPrefix();
    int partitions = settings.topics().partitions();
    List<ManagedTopic> topics = new ArrayList<>();
    definition
        .journals()
        .forEach(
            journal -> {
              var topic = new JournalTopic(definition.name(), journal.name());
              topics.add(
                  new ManagedTopic(topic.nameIn(site), partitions, topic.settings().config()));
            });
    for (PublishedTopic<?, ?> topic : definition.contract().published()) {
      topics.add(new ManagedTopic(topic.nameIn(site), partitions, topic.settings().config()));
    }
    topics.addAll(shared(settings));
    if (settings.topics().createSources()) {
      settings
          .openEdxTopics()
          .forEach(
              name -> topics.add(new ManagedTopic(name, partitions, Partitioning.ANY, Map.of())));
    }
    changelogs(definition, settings).forEach(view -> topics.addAll(view.changelogs()));
    return topics;
  }

  /// The topics of ours that several deployables share. Whoever starts first makes them.
  public static List<ManagedTopic> shared(Settings settings) {
    TopicPrefix site = settings.topicPrefix();
    int partitions = settings.topics().partitions();
    return List.of(
        new ManagedTopic(
            DeadLetters.nameIn(site),
            partitions,
            Partitioning.ANY,
            DeadLetters.settings(LARGEST_MESSAGE).config()),
        new ManagedTopic(
            settings.readingsTopic(), partitions, Partitioning.ANY, LmsRows.settings().config()),
        new ManagedTopic(
            SchemaTopic.nameIn(site), 1, Partitioning.ANY, SchemaTopic.settings().config()),
        new ManagedTopic(
            settings.bridgeTopic(), BridgeTopic.PARTITIONS, BridgeTopic.settings().config()));
  }

  /// The changelogs of each view. Kafka Streams would create them itself, but check nothing.
  static <E> List<ViewChangelogs> changelogs(TopologyDefinition<E> definition, Settings settings) {
    return definition.views(settings, subject -> 0).stream()
        .map(
            view ->
                new ViewChangelogs(
                    view.name(),
                    definition.topicOf(view.journal(), settings.topicPrefix()),
                    view.stores().stream()
                        .map(store -> changelog(store.name(), settings))
                        .toList()))
        .toList();
  }

  /// The store that a changelog belongs to.
  static String storeOf(String changelog, Settings settings) {
    return changelog.substring(
        settings.applicationId().length() + 1, changelog.length() - CHANGELOG.length());
  }

  private static ManagedTopic changelog(String store, Settings settings) {
    return new ManagedTopic(
        settings.applicationId() + "-" + store + CHANGELOG,
        settings.topics().partitions(),
        StoreSpec.CHANGELOG);
  }
}
