package org.rollbook.chaos.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A view that breaks one rule of the query service: the sources as they are, with some of their
/// text replaced.
///
/// @param label its name as users write it
/// @param changed the class, with its package in the runtime
public record Mutant(String label, String changed, List<Replacement> replacements) {

  /// An instance answers any question from any replica that it has, whether that is the right one
  /// or not.
  private static final Mutant REPLICA_RECHECK =
      new Mutant(
          "replica-recheck",
          "serve/query/LocalReplicaReader",
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
                              .mapToObj(other -> local.replicas().find(store, other))
                              .flatMap(Optional::stream)
                              .findFirst())
                  """),
              new Replacement("return !sameReplica || ", "return ")));

  /// A standby answers however old it is. A standby that has not received a watermark has no as-of
  /// to answer with, and still refuses.
  private static final Mutant AS_OF_ON_STANDBYS =
      new Mutant(
          "as-of-on-standbys",
          "serve/query/LocalReplicaReader",
          List.of(
              new Replacement(
                  "return refusal.isPresent()\n",
                  "return refusal.isPresent() && (role == Role.ACTIVE ||"
                      + " asOf.stated(local.sources()).asOf().isEmpty())\n")));

  /// A list that no instance can give is an empty one.
  private static final Mutant COMPLETE_LISTS =
      new Mutant(
          "complete-lists",
          "serve/query/ViewReader",
          List.of(
              new Replacement(
                  "    return whole(page, bounds);\n",
                  """
                  if (page instanceof Answer.NotReady<?>) {
                    var now = java.time.Instant.now().minusSeconds(1);
                    return new Answer.Found<>(
                        new Page<>(List.of(), Optional.empty(), Optional.empty()),
                        new Freshness(
                            now,
                            new ServedBy(ServedBy.Role.ACTIVE, service.instance()),
                            Optional.of(now)));
                  }
                  return whole(page, bounds);
                  """)));

  /// All mutants that break a rule.
  public static final List<Mutant> ALL =
      List.of(REPLICA_RECHECK, AS_OF_ON_STANDBYS, COMPLETE_LISTS);

  /// A view whose clock is ahead by more than any site allows. It breaks no rule, so nothing wrong
  /// may be noticed.
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
  /// @param text what must occur in the source exactly once
  record Replacement(String text, String by) {

    String in(String source) {
      int at = source.indexOf(text);
      if (at < 0 || source.indexOf(text, at + 1) >= 0) {
        throw new IllegalStateException("must be there once: " + text);
      }
      return source.replace(text, by);
    }
  }

  /// The source file that the mutant changes.
  ///
  /// @param checkout the root of the sources
  Path file(Path checkout) {
    return checkout.resolve(SOURCES).resolve(changed + ".java");
  }

  /// The changed text of that file.
  ///
  /// @throws IllegalStateException if the sources do not contain the text that is to be replaced
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
