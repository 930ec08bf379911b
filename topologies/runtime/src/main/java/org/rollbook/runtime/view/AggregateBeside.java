package org.rollbook.runtime.view;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
public record AggregateBeside<E, R, A, K, V>(
    StoreSpec<A> store,
    Function<R, byte[]> groupOf,
    AggregateLaw<R, A> law,
    BiFunction<Bytes, A, DerivedMessage<K, V>> message)
    implements Beside<E, R, K, V> {

  static final Duration TOLD_AT_MOST_EVERY = Duration.ofSeconds(1);

  /// Bounds what one punctuation does; what is left stays marked for the next one.
  private static final int TOLD_AT_ONCE = 5_000;

  private static final byte[] MARKS = {KeyBytes.RESERVED, 'd'};
  private static final byte[] MARKED = {1};

  @Override
  public List<StoreSpec<?>> stores() {
    return List.of(store);
  }

  @Override
  public Kept<E, R> in(ProcessorContext<K, V> context) {
    Rows<A> sums = Rows.of(store, context);
    context.schedule(
        TOLD_AT_MOST_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> tellMarked(sums, context, now));
    return change -> {
      if (change.isApplied()) {
        Bytes group = Bytes.wrap(groupOf.apply(change.after()));
        A sum = sums.get(group).orElseGet(law::none);
        A less = change.before().map(row -> law.without(sum, row)).orElse(sum);
        sums.put(group, law.with(less, change.after()));
        sums.store().put(Bytes.wrap(KeyBytes.concat(MARKS, group.get())), MARKED);
      }
    };
  }

  private void tellMarked(Rows<A> sums, ProcessorContext<K, V> context, long now) {
    try (KeyValueIterator<Bytes, byte[]> marks =
        sums.store().prefixScan(Bytes.wrap(MARKS), new BytesSerializer())) {
      for (int told = 0; told < TOLD_AT_ONCE && marks.hasNext(); told++) {
        KeyValue<Bytes, byte[]> mark = marks.next();
        byte[] marked = mark.key.get();
        Bytes group = Bytes.wrap(Arrays.copyOfRange(marked, MARKS.length, marked.length));
        sums.get(group)
            .map(sum -> message.apply(group, sum))
            .ifPresent(
                sum -> context.forward(new Record<>(sum.key(), sum.value(), now, sum.headers())));
        sums.store().delete(mark.key);
      }
    }
  }
}
