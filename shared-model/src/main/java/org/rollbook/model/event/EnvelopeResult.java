package org.rollbook.model.event;

/// What came of opening a message's envelope.
public sealed interface EnvelopeResult {

  /// The envelope is whole.
  record Opened(EventEnvelope envelope) implements EnvelopeResult {}

  /// The message is for the dead letters.
  ///
  /// @param detail which header, and what is wrong with it
  record Refused(RejectCause cause, String detail) implements EnvelopeResult {}
}
