package org.rollbook.chaos.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A view without one of the laws of the query side: the sources as they are, with some of their
/// text replaced.
///
/// @param label its name as users write it
/// @param changed the class, with its package in the runtime
public record Mutant(String label, String changed, List<Replacement> replacements) {

  /// Whoever is asked answers from what it has, whether that is what was asked for or not.
  private static final Mutant HOLDER_RECHECK =
      new Mutant(
          "holder-recheck",
          "query/LocalHolder",
          List.of(
              new Replacement(
                  "return Partitions.of(firstPart.get(), local.partitions()) == partition;",
                  "return partition >= 0;"),
              new Replacement(
                  ".find(store, partition)\n",
                  """
                  .find(store, partition)
                  .or(
                      () ->
                          java.util.stream.IntStream.range(0, local.partitions())
                              .mapToObj(other -> local.copies().find(store, other))
                              .flatMap(Optional::stream)
                              .findFirst())
                  """),
              new Replacement("return !sameCopy || ", "return ")));

  /// A standby answers however old it is. One that has not heard yet how old it is has no as-of to
  /// answer with, and still refuses.
  private static final Mutant AS_OF_ON_STANDBYS =
      new Mutant(
          "as-of-on-standbys",
          "query/LocalHolder",
          List.of(
              new Replacement(
                  "return refusal.isPresent()\n",
                  "return refusal.isPresent() && (role == Role.ACTIVE ||"
                      + " asOf.asOf().isEmpty())\n")));

  /// A list that nobody can tell is an empty one.
  private static final Mutant COMPLETE_LISTS =
      new Mutant(
          "complete-lists",
          "query/ViewReader",
          List.of(
              new Replacement(
                  "    return counted(\n",
                  """
                  if (page instanceof Answer.NotReady<?>) {
                    var now = java.time.Instant.now().minusSeconds(1);
                    return new Answer.Found<>(
                        new Page<>(List.of(), Optional.empty(), Optional.empty()),
                        new Freshness(
                            now,
                            new ServedBy(ServedBy.Role.ACTIVE, side.instance()),
                            Optional.of(now)));
                  }
                  return counted(
                  """)));

  /// All that lack a law.
  public static final List<Mutant> ALL = List.of(HOLDER_RECHECK, AS_OF_ON_STANDBYS, COMPLETE_LISTS);

  /// One whose clock is ahead by what no site allows. No law is missing, so that nothing wrong may
  /// be noticed of it.
  public static final Mutant CLOCK_AHEAD =
      new Mutant(
          "clock-ahead",
          "node/NodeProcess",
          List.of(
              new Replacement(
                  "Clock.systemUTC()",
                  "Clock.offset(Clock.systemUTC(), java.time.Duration.ofHours(1))")));

  private static final Path SOURCES =
      Path.of("topologies/runtime/src/main/java/org/rollbook/runtime");

  public Mutant {
    replacements = List.copyOf(replacements);
  }

  /// One text for another.
  ///
  /// @param text what must be in the source once
  record Replacement(String text, String by) {

    String in(String source) {
      int at = source.indexOf(text);
      if (at < 0 || source.indexOf(text, at + 1) >= 0) {
        throw new IllegalStateException("must be there once: " + text);
      }
      return source.replace(text, by);
    }
  }

  /// The file that it changes.
  ///
  /// @param checkout the root of the sources
  Path file(Path checkout) {
    return checkout.resolve(SOURCES).resolve(changed + ".java");
  }

  /// What it makes of that file.
  ///
  /// @throws IllegalStateException if the sources are not those any more that it was written for
  String source(Path checkout) {
    try {
      String source = Files.readString(file(checkout));
      for (Replacement replacement : replacements) {
        source = replacement.in(source);
      }
      return source;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
