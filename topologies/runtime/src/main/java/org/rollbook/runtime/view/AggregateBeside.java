package org.rollbook.runtime.view;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rollbook.model.topic.KeyBytes;

/// A sum over the rows that share a first part of their key, such as the counts of a course beside
/// its roster.
///
/// It changes in the transaction that changes the row, so it is exact after any crash. Its changes
/// are told on the derived topic at most once in an interval: a change leaves a mark in the store,
/// and a punctuator tells of the marked ones and takes the marks away. A mark survives a crash as
/// the sum does.
///
/// @param groupOf the key of the sum that a row belongs to
/// @param message the sum as a record of the derived topic
public record AggregateBeside<E, R, A>(
    StoreSpec<A> store,
    Function<R, byte[]> groupOf,
    AggregateLaw<R, A> law,
    BiFunction<Bytes, A, DerivedMessage> message)
    implements Beside<E, R> {

  static final Duration TOLD_AT_MOST_EVERY = Duration.ofSeconds(1);

  /// Bounds what one punctuation does; what is left stays marked for the next one.
  private static final int TOLD_AT_ONCE = 5_000;

  /// How many sums a task keeps at hand, so that not each event of a course reads its sum again.
  private static final int REMEMBERED = 1_000;

  private static final byte[] MARKS = {KeyBytes.RESERVED, 'd'};
  private static final byte[] MARKED = {1};

  @Override
  public List<StoreSpec<?>> stores() {
    return List.of(store);
  }

  @Override
  public Kept<E, R> in(ProcessorContext<Bytes, Bytes> context) {
    var task = new Task<>(this, Rows.of(store, context));
    context.schedule(
        TOLD_AT_MOST_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> task.tellMarked(context, now));
    return task;
  }

  /// One task's sums. It is alone in writing them, so what it remembers of the store is what stands
  /// there, for as long as the task is open: what is aborted closes it.
  private static final class Task<E, R, A> implements Kept<E, R> {

    private final AggregateBeside<E, R, A> aggregate;
    private final Rows<A> sums;
    private final SequencedMap<Bytes, A> recent = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Bytes> marked = new HashSet<>();

    Task(AggregateBeside<E, R, A> aggregate, Rows<A> sums) {
      this.aggregate = aggregate;
      this.sums = sums;
    }

    @Override
    public void heard(Change<E, R> change) {
      if (change.isApplied()) {
        AggregateLaw<R, A> law = aggregate.law();
        Bytes group = Bytes.wrap(aggregate.groupOf().apply(change.after()));
        A sum = sum(group).orElseGet(law::none);
        A less = change.before().map(row -> law.without(sum, row)).orElse(sum);
        put(group, law.with(less, change.after()));
        mark(group);
      }
    }

    private Optional<A> sum(Bytes group) {
      return Optional.ofNullable(recent.get(group)).or(() -> sums.get(group));
    }

    private void put(Bytes group, A sum) {
      sums.put(group, sum);
      recent.put(group, sum);
      if (recent.size() > REMEMBERED) {
        recent.pollFirstEntry();
      }
    }

    /// Marks it, unless it is marked already.
    private void mark(Bytes group) {
      if (marked.add(group)) {
        sums.store().put(Bytes.wrap(KeyBytes.concat(MARKS, group.get())), MARKED);
      }
    }

    private void tellMarked(ProcessorContext<Bytes, Bytes> context, long now) {
      try (KeyValueIterator<Bytes, byte[]> marks =
          sums.store().prefixScan(Bytes.wrap(MARKS), new BytesSerializer())) {
        for (int told = 0; told < TOLD_AT_ONCE && marks.hasNext(); told++) {
          KeyValue<Bytes, byte[]> mark = marks.next();
          byte[] bytes = mark.key.get();
          Bytes group = Bytes.wrap(Arrays.copyOfRange(bytes, MARKS.length, bytes.length));
          sum(group)
              .map(sum -> aggregate.message().apply(group, sum))
              .ifPresent(
                  sum -> context.forward(new Record<>(sum.key(), sum.value(), now, sum.headers())));
          sums.store().delete(mark.key);
          marked.remove(group);
        }
      }
    }
  }
}
