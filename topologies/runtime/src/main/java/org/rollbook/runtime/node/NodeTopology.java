package org.rollbook.runtime.node;

import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.DerivedTopic.SchemaIds;
import org.rollbook.runtime.view.View;
import org.rollbook.runtime.view.ViewContext;
import org.rollbook.runtime.view.streams.StreamsSettings;

/// The topology of a topology definition, built in one class so that tests see what runs.
public final class NodeTopology {

  private NodeTopology() {}

  /// Wires the views of a topology, each as a sub-topology.
  public static <E> Topology of(
      TopologyDefinition<E> definition, Settings settings, SchemaIds ids, ViewContext context) {
    List<View<E, ?>> views = definition.views(settings, ids);
    Properties properties = properties(views, settings);
    StreamsBuilder builder = StreamsSettings.builder(properties);
    TopicPrefix site = settings.topicPrefix();
    views.forEach(
        view ->
            view.addTo(
                builder,
                definition.topicOf(view.journal(), site),
                DeadLetters.nameIn(site),
                context));
    return builder.build(properties);
  }

  /// The settings of Kafka Streams: one stateful task for each partition of each journal.
  public static Properties properties(TopologyDefinition<?> definition, Settings settings) {
    return properties(definition.views(settings, _ -> 0), settings);
  }

  private static Properties properties(List<? extends View<?, ?>> views, Settings settings) {
    int partitions = settings.topics().partitions();
    int stores = views.stream().mapToInt(view -> view.stores().size()).sum();
    return StreamsSettings.of(settings, partitions * views.size(), partitions * stores);
  }
}
