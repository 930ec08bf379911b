package org.rollbook.testkit.campus;

/// What goes wrong between the LMS and the bus. Every share is a probability per event.
///
/// librdkafka retries without idempotence, so a real bus repeats and reorders events even within a
/// partition; two web processes reorder them without any fault.
///
/// @param repeated the share that is published a second time: same id, other offset
/// @param onOtherTopic the share that is published on the other enrollment topic too
/// @param late the share that is delayed, and so mostly comes after a later event of its key
/// @param longestDelay how many deliveries an event can be delayed at most
/// @param sameInstant the share of events that have exactly the time of the event before them in
///   the same transition
public record Disorder(
    double repeated, double onOtherTopic, double late, int longestDelay, double sameInstant) {

  /// A few percent of each.
  public static final Disorder USUAL = new Disorder(0.02, 0.01, 0.05, 200, 0.2);

  /// Every event once and in order, as a naive consumer expects.
  public static final Disorder NONE = new Disorder(0, 0, 0, 1, 0);

  public Disorder {
    Require.within("disorder.repeated", repeated, 0, 1);
    Require.within("disorder.onOtherTopic", onOtherTopic, 0, 1);
    Require.within("disorder.late", late, 0, 1);
    Require.within("disorder.longestDelay", longestDelay, 1, 1_000_000);
    Require.within("disorder.sameInstant", sameInstant, 0, 1);
  }

  /// Whether no event comes after a later one.
  boolean keepsOrder() {
    return repeated == 0 && onOtherTopic == 0 && late == 0;
  }
}
