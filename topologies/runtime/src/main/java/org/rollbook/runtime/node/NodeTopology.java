package org.rollbook.runtime.node;

import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.streams.StreamsSettings;
import org.rollbook.runtime.view.DerivedTopic.SchemaIds;
import org.rollbook.runtime.view.View;
import org.rollbook.runtime.view.ViewSurroundings;

/// The topology of a deployable, built in one place so that tests see what runs.
public final class NodeTopology {

  private NodeTopology() {}

  /// Wires the views of a deployable, each a sub-topology of its own.
  public static <E> Topology of(
      Deployable<E> deployable, Settings settings, SchemaIds ids, ViewSurroundings surroundings) {
    List<View<E, ?>> views = deployable.views(settings, ids);
    Properties properties = properties(views, settings);
    StreamsBuilder builder = StreamsSettings.builder(properties);
    TopicPrefix site = settings.topicPrefix();
    views.forEach(
        view ->
            view.addTo(
                builder,
                deployable.topicOf(view.journal(), site),
                DeadLetters.nameIn(site),
                surroundings));
    return builder.build(properties);
  }

  /// How Kafka Streams is set up for it: one stateful task for each partition of each journal.
  public static Properties properties(Deployable<?> deployable, Settings settings) {
    return properties(deployable.views(settings, _ -> 0), settings);
  }

  private static Properties properties(List<? extends View<?, ?>> views, Settings settings) {
    int partitions = settings.topics().partitions();
    int stores = views.stream().mapToInt(view -> view.stores().size()).sum();
    return StreamsSettings.of(settings, partitions * views.size(), partitions * stores);
  }
}
