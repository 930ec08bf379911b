package org.rollbook.runtime.topics;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/// The answers of an admin client, which come wrapped.
public final class Answers {

  private Answers() {}

  /// What the broker answered.
  ///
  /// @throws KafkaException as the broker meant it, such as
  ///   [org.apache.kafka.common.errors.ApiException]
  public static <T> T of(@Nullable KafkaFuture<T> answer) throws InterruptedException {
    try {
      if (answer == null) {
        throw new KafkaException("asked for nothing");
      }
      return answer.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof KafkaException meant ? meant : new KafkaException(failed);
    }
  }
}
