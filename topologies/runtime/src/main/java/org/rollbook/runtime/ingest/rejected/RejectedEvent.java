package org.rollbook.runtime.ingest.rejected;

/// Why an event was rejected, and where its dead letter is.
///
/// @param cause one of `RejectCause`'s words
/// @param topic the dead letters'
public record RejectedEvent(String cause, String topic, int partition, long offset) {

  /// Where the dead letter is: `<topic>-<partition>@<offset>`.
  public String letter() {
    return topic + "-" + partition + "@" + offset;
  }
}
