package org.rollbook.runtime.serve.answer;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.Bulkhead;
import org.rollbook.runtime.serve.query.QueryMeters;

/// Lets a bounded number of questions be under way at once, and counts those that are refused.
@Singleton
final class ReadGate {

  static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Bulkhead questions;
  private final QueryMeters meters;

  ReadGate(HttpSettings settings, QueryMeters meters) {
    this.meters = meters;
    this.questions = new Bulkhead(settings.concurrentReads());
  }

  /// The result of reading; empty if too many are reading.
  <T> Optional<T> read(Supplier<T> read) {
    Optional<T> answer = questions.run(read);
    if (answer.isEmpty()) {
      meters.overloaded();
    }
    return answer;
  }
}
