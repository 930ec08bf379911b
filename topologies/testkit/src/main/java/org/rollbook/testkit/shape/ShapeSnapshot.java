package org.rollbook.testkit.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.TopologyDescription;

/// The shape of a topology as text, committed beside its test.
///
/// A difference is not an error by itself: it asks what becomes of the state that is deployed.
/// Node, store and topic names are what a new release finds its state by.
public final class ShapeSnapshot {

  /// Set (`-Drollbook.shape=accept`), a differing snapshot is written anew instead of failing.
  private static final String PROPERTY = "rollbook.shape";

  private final Path file;

  private ShapeSnapshot(Path file) {
    this.file = file;
  }

  /// The snapshot in a file, such as `src/test/resources/org/rollbook/enrollments/topology.txt`;
  /// Maven runs tests in the folder of their module.
  public static ShapeSnapshot in(Path file) {
    return new ShapeSnapshot(file);
  }

  /// Compares.
  ///
  /// @throws AssertionError with the difference, and how to accept it
  public void check(TopologyDescription shape) {
    List<String> now = shape.toString().lines().map(String::stripTrailing).toList();
    List<String> committed = committed();
    if (now.equals(committed)) {
      return;
    }
    if ("accept".equals(System.getProperty(PROPERTY))) {
      write(now);
      return;
    }
    throw new AssertionError(
        """
        The topology is no longer the one in %s ('-' committed, '+' now):

        %s
        What happens to the state that is deployed? If that is answered, accept with -D%s=accept
        """
            .formatted(file, String.join("\n", LineDifference.of(committed, now)), PROPERTY));
  }

  private List<String> committed() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(List<String> lines) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
