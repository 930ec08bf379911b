package org.rollbook.model.event;

import org.apache.kafka.common.header.Headers;

/// An event's type, read before anything else: most types are nobody's, and are skipped unread.
public sealed interface TypeResult {

  /// What `ce_type` says, whether or not anyone here understands it.
  record Typed(String type) implements TypeResult {}

  /// There is not exactly one type.
  record Refused(RejectCause cause, String detail) implements TypeResult {}

  /// The type that a message's headers name.
  static TypeResult of(Headers headers) {
    try {
      return new Typed(EventHeaders.required(headers, EventHeaders.TYPE, RejectCause.NO_TYPE));
    } catch (RefusedHeader refused) {
      return new Refused(refused.rejectCause(), refused.detail());
    }
  }
}
