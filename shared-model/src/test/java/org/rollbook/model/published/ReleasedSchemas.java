package org.rollbook.model.published;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.rollbook.model.avro.SchemaFit;

/// The schemas that subscribers have, as they were released: `<subject>/<version>.avsc`.
///
/// Every one of them is compared with the schemas that we would publish, in both directions:
/// programs that were built with an old version must read new records, and a program of today must
/// read old records, which a compacted topic keeps for ever.
record ReleasedSchemas(Path folder) {

  /// If it is set (`-Drollbook.schemas=release`), compatible changes are written as the next
  /// version.
  static final String PROPERTY = "rollbook.schemas";

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Compares the released schemas with those that we would publish.
  ///
  /// @param published the schemas that we would publish, by subject
  /// @throws AssertionError that names what breaks and for whom, or how to release a change
  void check(SortedMap<String, Schema> published) {
    List<String> broken =
        Stream.concat(
                withdrawn(published).stream()
                    .map(subject -> subject + " was released, and is not published any more"),
                published.entrySet().stream().flatMap(this::breaksOf))
            .toList();
    if (!broken.isEmpty()) {
      throw new AssertionError(
          """
          A published schema may only change so that every version reads every other:

          %s

          Give a new field a default, remove only a field that has one, and change no type or name.
          Any other change needs a new topic with the next major version in its name.\
          """
              .formatted(String.join("\n", broken)));
    }
    Map<String, Schema> unreleased =
        published.entrySet().stream()
            .filter(subject -> !isReleased(subject.getKey(), subject.getValue()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if ("release".equals(System.getProperty(PROPERTY))) {
      unreleased.forEach(this::release);
    } else if (!unreleased.isEmpty()) {
      throw new AssertionError(
          """
          Changed since the last release, or new: %s. The change is compatible. Release it with

            mvn -pl shared-model test -Dtest=ReleasedSchemasTest -D%s=release

          and commit the file that this writes; it must never change afterwards.\
          """
              .formatted(unreleased.keySet().stream().sorted().toList(), PROPERTY));
    }
  }

  private Stream<String> breaksOf(Map.Entry<String, Schema> subject) {
    List<String> breaks = new ArrayList<>();
    List<Schema> versions = versionsOf(subject.getKey());
    Schema now = subject.getValue();
    for (int version = 1; version <= versions.size(); version++) {
      Schema released = versions.get(version - 1);
      for (String misfit : SchemaFit.misfits(released, now)) {
        breaks.add(
            "%s: readers of version %d cannot read what we would write: %s"
                .formatted(subject.getKey(), version, misfit));
      }
      for (String misfit : SchemaFit.misfits(now, released)) {
        breaks.add(
            "%s: we could not read version %d: %s".formatted(subject.getKey(), version, misfit));
      }
    }
    return breaks.stream();
  }

  /// Released texts are compared whole, docs included, since subscribers read the docs.
  private boolean isReleased(String subject, Schema now) {
    List<Schema> versions = versionsOf(subject);
    return !versions.isEmpty() && versions.getLast().toString().equals(now.toString());
  }

  private void release(String subject, Schema now) {
    Path file = fileOf(subject, versionsOf(subject).size() + 1);
    try {
      Files.createDirectories(folder.resolve(subject));
      Files.writeString(file, JSON.readTree(now.toString()).toPrettyString() + "\n");
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private List<Schema> versionsOf(String subject) {
    return IntStream.iterate(1, version -> version + 1)
        .mapToObj(version -> fileOf(subject, version))
        .takeWhile(Files::exists)
        .map(ReleasedSchemas::parsed)
        .toList();
  }

  private Path fileOf(String subject, int version) {
    return folder.resolve(subject).resolve(version + ".avsc");
  }

  private List<String> withdrawn(SortedMap<String, Schema> published) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> subjects = Files.list(folder)) {
      return subjects
          .map(subject -> subject.getFileName().toString())
          .filter(subject -> !published.containsKey(subject))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Schema parsed(Path file) {
    try {
      return new Schema.Parser().parse(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
