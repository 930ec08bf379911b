package org.rollbook.runtime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.JournalTopic;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.SchemaTopic;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.streams.ViewChangelogs;
import org.rollbook.runtime.topics.OwnTopic;
import org.rollbook.runtime.topics.OwnTopic.Partitioning;
import org.rollbook.runtime.view.StoreSpec;

/// The topics that must be there before an instance begins.
final class NodeTopics {

  /// Kafka's default `message.max.bytes`; ingest raises the dead letters' limit where sources allow
  /// more.
  private static final int LARGEST_MESSAGE = 1_048_588;

  /// How Kafka Streams ends their names.
  private static final String CHANGELOG = "-changelog";

  private NodeTopics() {}

  static List<OwnTopic> of(Deployable<?> deployable, Settings settings) {
    TopicPrefix site = settings.topicPrefix();
    int partitions = settings.topics().partitions();
    List<OwnTopic> topics = new ArrayList<>();
    deployable
        .journals()
        .forEach(
            journal -> {
              var topic = new JournalTopic(deployable.name(), journal.name());
              topics.add(new OwnTopic(topic.nameIn(site), partitions, topic.settings().config()));
            });
    for (PublishedTopic<?, ?> topic : deployable.published()) {
      topics.add(new OwnTopic(topic.nameIn(site), partitions, topic.settings().config()));
    }
    topics.add(
        new OwnTopic(
            DeadLetters.nameIn(site),
            partitions,
            Partitioning.ANY,
            DeadLetters.settings(LARGEST_MESSAGE).config()));
    topics.add(
        new OwnTopic(
            SchemaTopic.nameIn(site), 1, Partitioning.ANY, SchemaTopic.settings().config()));
    if (settings.topics().createSources()) {
      settings
          .sourceTopics()
          .forEach(name -> topics.add(new OwnTopic(name, partitions, Partitioning.ANY, Map.of())));
    }
    changelogs(deployable, settings).forEach(view -> topics.addAll(view.changelogs()));
    return topics;
  }

  /// The changelogs of each view. Kafka Streams would create them for itself, and check nothing.
  static <E> List<ViewChangelogs> changelogs(Deployable<E> deployable, Settings settings) {
    return deployable.views(settings, subject -> 0).stream()
        .map(
            view ->
                new ViewChangelogs(
                    view.name(),
                    deployable.topicOf(view.journal(), settings.topicPrefix()),
                    view.stores().stream()
                        .map(store -> changelog(store.name(), settings))
                        .toList()))
        .toList();
  }

  /// The store that a changelog is of.
  static String storeOf(String changelog, Settings settings) {
    return changelog.substring(
        settings.applicationId().length() + 1, changelog.length() - CHANGELOG.length());
  }

  private static OwnTopic changelog(String store, Settings settings) {
    return new OwnTopic(
        settings.applicationId() + "-" + store + CHANGELOG,
        settings.topics().partitions(),
        StoreSpec.CHANGELOG);
  }
}
