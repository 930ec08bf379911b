package org.rollbook.runtime.watermark;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The passes that a view has received: the first of those that are still reliable, the newest, and
/// those that count now.
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

  /// These, and one more. Of very many, the first and the newest are kept, and for each as-of the
  /// one that counts now: what was once stated must not go back while a view stands still.
  ///
  /// @param asOfs of the view, for each list of source topics
  Passes with(CompletedPass pass, Collection<Instant> asOfs) {
    List<CompletedPass> more =
        Stream.concat(all.stream(), Stream.of(pass)).distinct().sorted(ORDER).toList();
    if (more.size() <= NEWEST) {
      return new Passes(more);
    }
    NavigableSet<CompletedPass> kept = new TreeSet<>(ORDER);
    kept.addAll(more.subList(more.size() - NEWEST + 1, more.size()));
    kept.add(more.getFirst());
    var known = new Passes(more);
    asOfs.forEach(asOf -> known.receivedBy(Optional.of(asOf)).max(ORDER).ifPresent(kept::add));
    return new Passes(List.copyOf(kept));
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
