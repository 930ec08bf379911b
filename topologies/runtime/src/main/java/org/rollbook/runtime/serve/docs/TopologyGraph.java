package org.rollbook.runtime.serve.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/// A sub-topology in layers: each node is in the layer after the last of those that feed it, so
/// that every arrow points the same way.
///
/// @param layers the nodes from sources to sinks, in each layer in an order that crosses few arrows
/// @param stores each store under the first node that uses it
/// @param arrows what feeds what, and what else uses a store
record TopologyGraph(List<List<Box>> layers, Map<String, List<String>> stores, List<Arrow> arrows) {

  private static final int SWEEPS = 4;

  /// A node to be drawn.
  ///
  /// @param lines its topics, if it has any, else its name
  /// @param caption its name below its topics, or empty
  record Box(String name, Kind kind, List<String> lines, String caption) {}

  /// What a box represents.
  enum Kind {
    SOURCE,
    PROCESSOR,
    SINK
  }

  /// From a node to a node, or to a store that another node owns.
  record Arrow(String from, String to) {}

  List<String> storesOf(Box box) {
    return stores.getOrDefault(box.name(), List.of());
  }

  static TopologyGraph of(Subtopology subtopology) {
    List<Node> nodes =
        subtopology.nodes().stream().sorted(Comparator.comparing(Node::name)).toList();
    Map<String, Integer> depths = new HashMap<>();
    nodes.forEach(node -> depth(node, depths));
    Map<Integer, List<Box>> layers = new TreeMap<>();
    List<Arrow> arrows = new ArrayList<>();
    for (Node node : nodes) {
      layers.computeIfAbsent(depth(node, depths), depth -> new ArrayList<>()).add(box(node));
      node.successors().stream()
          .map(Node::name)
          .sorted()
          .forEach(successor -> arrows.add(new Arrow(node.name(), successor)));
    }
    List<List<Box>> ordered = uncrossed(List.copyOf(layers.values()), arrows);
    Map<String, List<String>> stores = owned(nodes, ordered, arrows);
    return new TopologyGraph(ordered, stores, arrows);
  }

  private static int depth(Node node, Map<String, Integer> depths) {
    Integer known = depths.get(node.name());
    if (known != null) {
      return known;
    }
    int depth =
        node.predecessors().stream().mapToInt(before -> depth(before, depths) + 1).max().orElse(0);
    depths.put(node.name(), depth);
    return depth;
  }

  private static Box box(Node node) {
    return switch (node) {
      case Source source -> new Box(node.name(), Kind.SOURCE, topics(source), node.name());
      case Sink sink when sink.topic() != null ->
          new Box(node.name(), Kind.SINK, List.of(sink.topic()), node.name());
      case Sink sink -> new Box(node.name(), Kind.SINK, List.of("topic by record"), node.name());
      default -> new Box(node.name(), Kind.PROCESSOR, List.of(node.name()), "");
    };
  }

  private static List<String> topics(Source source) {
    return source.topicSet() == null
        ? List.of(String.valueOf(source.topicPattern()))
        : List.copyOf(new TreeSet<>(source.topicSet()));
  }

  /// Orders each layer by the positions of the nodes that feed it: few crossings, found quickly.
  private static List<List<Box>> uncrossed(List<List<Box>> layers, List<Arrow> arrows) {
    List<List<Box>> ordered = new ArrayList<>(layers);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      Map<String, Integer> positions = new HashMap<>();
      for (int layer = 0; layer < ordered.size(); layer++) {
        List<Box> sorted = new ArrayList<>(ordered.get(layer));
        sorted.sort(
            Comparator.comparingDouble((Box box) -> middle(box, arrows, positions))
                .thenComparing(Box::name));
        for (int position = 0; position < sorted.size(); position++) {
          positions.put(sorted.get(position).name(), position);
        }
        ordered.set(layer, List.copyOf(sorted));
      }
    }
    return List.copyOf(ordered);
  }

  private static double middle(Box box, List<Arrow> arrows, Map<String, Integer> positions) {
    return arrows.stream()
        .filter(arrow -> arrow.to().equals(box.name()))
        .mapToInt(arrow -> positions.getOrDefault(arrow.from(), 0))
        .average()
        .orElse(0);
  }

  private static Map<String, List<String>> owned(
      List<Node> nodes, List<List<Box>> layers, List<Arrow> arrows) {
    Map<String, TreeSet<String>> used = new HashMap<>();
    nodes.forEach(
        node -> {
          if (node instanceof Processor processor) {
            used.put(node.name(), new TreeSet<>(processor.stores()));
          }
        });
    Map<String, List<String>> owned = new HashMap<>();
    Map<String, String> owners = new HashMap<>();
    for (List<Box> layer : layers) {
      for (Box box : layer) {
        for (String store : used.getOrDefault(box.name(), new TreeSet<>())) {
          if (owners.putIfAbsent(store, box.name()) == null) {
            owned.computeIfAbsent(box.name(), name -> new ArrayList<>()).add(store);
          } else {
            arrows.add(new Arrow(box.name(), store));
          }
        }
      }
    }
    return owned;
  }
}
