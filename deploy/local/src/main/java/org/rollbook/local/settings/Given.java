package org.rollbook.local.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The settings as they were written, by name without `local.`.
record Given(Map<String, String> values) {

  private static final Set<String> NAMES =
      Set.of(
          "learners",
          "courses",
          "seed",
          "prefix",
          "events-per-second",
          "topologies",
          "data",
          "port-offset");

  /// Takes those that somebody set: Maven hands over the others too, as the expression itself
  /// (`${local.seed}`).
  static Given of(Map<String, String> properties) {
    var values = new HashMap<String, String>();
    properties.forEach(
        (property, value) -> {
          if (property.startsWith(LocalSettings.PROPERTIES)
              && !value.equals("${" + property + "}")) {
            values.put(property.substring(LocalSettings.PROPERTIES.length()), value.strip());
          }
        });
    requireKnown(values.keySet());
    return new Given(values);
  }

  static void requireKnown(Collection<String> names) {
    for (String name : names) {
      if (!NAMES.contains(name)) {
        throw new WrongSettingException(
            name, "is no setting; there are " + String.join(", ", new TreeSet<>(NAMES)));
      }
    }
  }

  int whole(String name, int otherwise) {
    try {
      return text(name).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException wrong) {
      throw wrong(name, "must be a whole number up to " + Integer.MAX_VALUE);
    }
  }

  long seed(String name, long otherwise) {
    try {
      return text(name).map(Long::parseLong).orElse(otherwise);
    } catch (NumberFormatException wrong) {
      throw wrong(name, "must be a whole number up to " + Long.MAX_VALUE);
    }
  }

  double number(String name, double otherwise) {
    try {
      return text(name).map(Double::parseDouble).orElse(otherwise);
    } catch (NumberFormatException wrong) {
      throw wrong(name, "must be a number");
    }
  }

  Optional<Path> folder(String name) {
    try {
      return text(name).map(Path::of).map(Path::toAbsolutePath);
    } catch (InvalidPathException wrong) {
      throw wrong(name, "must be a folder");
    }
  }

  /// All, unless some or none are named.
  List<Topology> topologies(String name) {
    if (!values.containsKey(name)) {
      return List.of(Topology.values());
    }
    return text(name).stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .map(label -> topology(name, label.strip()))
        .toList();
  }

  /// What was set to something.
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  private Topology topology(String name, String label) {
    return Topology.named(label)
        .orElseThrow(() -> wrong(name, "must be from " + known() + ", separated by commas"));
  }

  private static String known() {
    return Arrays.stream(Topology.values()).map(Topology::label).collect(Collectors.joining(", "));
  }

  private WrongSettingException wrong(String name, String why) {
    return new WrongSettingException(name, why + ": " + values.get(name));
  }
}
