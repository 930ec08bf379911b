package org.rollbook.runtime.watermark;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The passes that a view has received: the first of those that are still reliable, and the newest.
///
/// @param all in the order in which they began
public record Passes(List<CompletedPass> all) {

  public static final Passes NONE = new Passes(List.of());

  /// A view that stands still for a while receives this many before the first of them counts.
  private static final int NEWEST = 16;

  private static final Comparator<CompletedPass> ORDER =
      Comparator.comparing(CompletedPass::startedAt)
          .thenComparing(CompletedPass::endedAt)
          .thenComparing(CompletedPass::reliableFrom);

  public Passes {
    all = List.copyOf(all);
  }

  /// These, and one more.
  Passes with(CompletedPass pass) {
    List<CompletedPass> more =
        Stream.concat(all.stream(), Stream.of(pass)).distinct().sorted(ORDER).toList();
    return more.size() <= NEWEST
        ? new Passes(more)
        : new Passes(
            Stream.concat(
                    Stream.of(more.getFirst()),
                    more.subList(more.size() - NEWEST + 1, more.size()).stream())
                .toList());
  }

  /// Without those that a loss has made worthless, except the newest.
  ///
  /// @param loss when events were last lost
  Passes after(Instant loss) {
    return new Passes(
        all.stream()
            .filter(pass -> isReliable(pass, Optional.of(loss)) || pass.equals(all.getLast()))
            .toList());
  }

  /// When the first reliable pass began of which a view has received all.
  ///
  /// @param asOf of the view
  /// @param loss when events were last lost
  Optional<Instant> firstReliable(Optional<Instant> asOf, Optional<Instant> loss) {
    return receivedBy(asOf)
        .filter(pass -> isReliable(pass, loss))
        .map(CompletedPass::startedAt)
        .min(Comparator.naturalOrder());
  }

  /// When the newest pass began of which a view has received all.
  ///
  /// @param asOf of the view
  Optional<Instant> newest(Optional<Instant> asOf) {
    return receivedBy(asOf).map(CompletedPass::startedAt).max(Comparator.naturalOrder());
  }

  private Stream<CompletedPass> receivedBy(Optional<Instant> asOf) {
    return asOf.stream()
        .flatMap(time -> all.stream().filter(pass -> !pass.endedAt().isAfter(time)));
  }

  private static boolean isReliable(CompletedPass pass, Optional<Instant> loss) {
    return loss.filter(pass.reliableFrom()::isBefore).isEmpty();
  }
}
