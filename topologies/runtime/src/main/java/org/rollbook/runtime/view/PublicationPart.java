package org.rollbook.runtime.view;

import java.util.List;
import java.util.function.Function;

/// Publishes each changed row on the derived topic.
///
/// @param message the row as a record of the derived topic
public record PublicationPart<E, R>(Function<R, DerivedMessage> message) implements ViewPart<E, R> {

  @Override
  public List<StoreSpec<?>> stores() {
    return List.of();
  }

  @Override
  public TaskPart<E, R> in(ViewTask task) {
    return change -> {
      if (!change.isApplied()) {
        return TaskPart.NOTHING;
      }
      DerivedMessage derived = message.apply(change.after());
      return () -> task.publish(derived);
    };
  }
}
