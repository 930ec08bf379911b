package org.rollbook.runtime.view;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rollbook.model.topic.KeyBytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A sum over the rows that share a first part of their key, such as the counts of a course next to
/// its roster.
///
/// It changes in the transaction that changes the row, so it is exact after any crash. Its changes
/// are published on the derived topic at most once in an interval: a change leaves a mark in the
/// store, and a punctuator publishes the marked sums and removes the marks. A mark survives a crash
/// as the sum does.
///
/// @param groupOf the key of the sum that a row belongs to
/// @param message the sum as a record of the derived topic
public record AggregatePart<E, R, A>(
    StoreSpec<A> store,
    Function<R, byte[]> groupOf,
    AggregateLaw<R, A> law,
    BiFunction<Bytes, A, DerivedMessage> message)
    implements ViewPart<E, R> {

  private static final Logger LOG = LoggerFactory.getLogger(AggregatePart.class);

  static final Duration PUBLISHED_AT_MOST_EVERY = Duration.ofSeconds(1);

  /// Bounds the work of one punctuation; the rest stays marked for the next one.
  private static final int PUBLISHED_AT_ONCE = 5_000;

  private static final byte[] MARKS = {KeyBytes.RESERVED, 'd'};
  private static final byte[] BEHIND_MARKS = {KeyBytes.RESERVED, 'd' + 1};
  private static final byte[] MARKED = {1};

  @Override
  public List<StoreSpec<?>> stores() {
    return List.of(store);
  }

  @Override
  public TaskPart<E, R> in(ViewTask task) {
    var sums = new Task<>(this, task);
    task.every(PUBLISHED_AT_MOST_EVERY, sums::publishMarked);
    return sums;
  }

  /// The sums of one task.
  private static final class Task<E, R, A> implements TaskPart<E, R> {

    private final AggregatePart<E, R, A> aggregate;
    private final ViewTask task;
    private final Rows<A> sums;
    private final RecentRows<A> recent;
    private final Set<Bytes> marked = new HashSet<>();

    Task(AggregatePart<E, R, A> aggregate, ViewTask task) {
      this.aggregate = aggregate;
      this.task = task;
      this.sums = task.rows(aggregate.store());
      this.recent = new RecentRows<>(sums);
    }

    @Override
    public Runnable effectOf(Change<E, R> change) {
      if (!change.isApplied()) {
        return NOTHING;
      }
      AggregateLaw<R, A> law = aggregate.law();
      Bytes group = Bytes.wrap(aggregate.groupOf().apply(change.after()));
      A sum = recent.get(group).orElseGet(law::none);
      A less = change.before().map(row -> law.without(sum, row)).orElse(sum);
      Runnable put = recent.put(group, law.with(less, change.after()));
      return () -> {
        put.run();
        mark(group);
      };
    }

    /// Marks the sum, unless it is marked already.
    private void mark(Bytes group) {
      if (marked.add(group)) {
        sums.store().put(Bytes.wrap(KeyBytes.concat(MARKS, group.get())), MARKED);
      }
    }

    private void publishMarked(long now) {
      try (KeyValueIterator<Bytes, byte[]> marks =
          sums.store().range(Bytes.wrap(MARKS), Bytes.wrap(BEHIND_MARKS))) {
        for (int published = 0; published < PUBLISHED_AT_ONCE && marks.hasNext(); published++) {
          Bytes mark = marks.next().key;
          byte[] bytes = mark.get();
          Bytes group = Bytes.wrap(Arrays.copyOfRange(bytes, MARKS.length, bytes.length));
          message(group).ifPresent(message -> task.publish(message, now));
          sums.store().delete(mark);
          marked.remove(group);
        }
      }
    }

    /// The sum as a record. A sum that cannot be published must not end the thread, which would
    /// meet it again: the sum itself is right and is served, and its next change is published. It
    /// is counted like an event that the view cannot merge.
    private Optional<DerivedMessage> message(Bytes group) {
      try {
        return recent.get(group).map(sum -> aggregate.message().apply(group, sum));
      } catch (KafkaException environment) {
        throw environment;
      } catch (RuntimeException failure) {
        LOG.atError()
            .addKeyValue("store", aggregate.store().name())
            .addKeyValue("failure", failure.getClass().getName())
            .log("A sum cannot be published");
        task.countFailure();
        return Optional.empty();
      }
    }
  }
}
