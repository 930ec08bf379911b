package org.rollbook.runtime.topics;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/// Unwraps the results of an admin client.
public final class AdminResults {

  private AdminResults() {}

  /// The broker's result.
  ///
  /// @throws KafkaException the failure that the broker reported, such as
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
