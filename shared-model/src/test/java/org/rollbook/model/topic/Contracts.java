package org.rollbook.model.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The contracts of all topologies, as found among the compiled classes: each is the constant
/// `TOPOLOGY` of a class named `...Contract` in a package of its own.
public final class Contracts {

  private static final String CLASS = ".class";

  private Contracts() {}

  public static List<EventContract> events() {
    return all().stream().flatMap(contract -> contract.events().stream()).toList();
  }

  public static List<EventContract> readings() {
    return all().stream()
        .flatMap(contract -> contract.table().stream())
        .flatMap(table -> table.readings().stream())
        .toList();
  }

  public static List<PublishedTopic<?, ?>> published() {
    return all().stream()
        .<PublishedTopic<?, ?>>flatMap(contract -> contract.published().stream())
        .toList();
  }

  static List<TopologyContract> all() {
    return classes().stream().map(type -> (TopologyContract) valueOf(type, "TOPOLOGY")).toList();
  }

  static List<Class<?>> classes() {
    Path folder =
        Path.of(
            TopologyContract.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(file -> file.endsWith("Contract" + CLASS) && !file.contains("/topic/"))
          .sorted()
          .<Class<?>>map(Contracts::classOf)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Class<?> classOf(String file) {
    try {
      return Class.forName(file.substring(0, file.length() - CLASS.length()).replace('/', '.'));
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }

  static Object valueOf(Class<?> type, String constant) {
    try {
      return type.getField(constant).get(null);
    } catch (ReflectiveOperationException absent) {
      throw new IllegalStateException(type + " has no " + constant, absent);
    }
  }
}
