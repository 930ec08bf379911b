package org.rollbook.runtime.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/// Messages that wait for a schema that the registry does not know yet, while others go on: a view
/// accepts events in any order.
///
/// Committed offsets and claims of a partition must stay below what waits here. Bounded: a flood of
/// nonsense must not fill the memory. Used by the ingest thread only.
final class PendingEvents {

  private final int maxMessages;
  private final long maxBytes;
  private final Map<Integer, List<Waiting>> bySchema = new LinkedHashMap<>();
  private final Map<TopicPartition, TreeSet<Long>> offsets = new HashMap<>();
  private int messages;
  private long bytes;

  /// A message, and since when the registry has answered that it does not know the schema.
  record Waiting(ConsumerRecord<byte[], byte[]> message, Instant since) {

    private TopicPartition partition() {
      return new TopicPartition(message.topic(), message.partition());
    }

    /// Looking at a header's value also frees the fetched bytes that it was cut from.
    private long bytes() {
      long bytes = Math.max(0, message.serializedKeySize());
      bytes += Math.max(0, message.serializedValueSize());
      for (Header header : message.headers()) {
        bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
      }
      return bytes;
    }
  }

  PendingEvents(int maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  void add(ConsumerRecord<byte[], byte[]> message, int schemaId, Instant now) {
    var waiting = new Waiting(message, now);
    bySchema.computeIfAbsent(schemaId, _ -> new ArrayList<>()).add(waiting);
    offsets.computeIfAbsent(waiting.partition(), _ -> new TreeSet<>()).add(message.offset());
    messages++;
    bytes += waiting.bytes();
  }

  /// Whether nothing more may be read before some of this is gone.
  boolean isFull() {
    return messages >= maxMessages || bytes >= maxBytes;
  }

  int size() {
    return messages;
  }

  /// The lowest offset of a partition that waits here.
  OptionalLong lowestOf(TopicPartition partition) {
    TreeSet<Long> waiting = offsets.get(partition);
    return waiting == null ? OptionalLong.empty() : OptionalLong.of(waiting.first());
  }

  /// The schema to ask for next. Each gets its turn: asking moves it to the end.
  OptionalInt nextSchema() {
    var first = bySchema.keySet().stream().findFirst();
    first.ifPresent(id -> bySchema.put(id, bySchema.remove(id)));
    return first.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /// The schemas that messages wait for.
  List<Integer> schemas() {
    return List.copyOf(bySchema.keySet());
  }

  /// Takes out whatever waits for a schema.
  List<ConsumerRecord<byte[], byte[]>> takeAll(int schemaId) {
    return take(schemaId, _ -> true);
  }

  /// Takes out what has waited for a schema since before a time.
  List<ConsumerRecord<byte[], byte[]>> takeOlderThan(int schemaId, Instant since) {
    return take(schemaId, waiting -> !waiting.since().isAfter(since));
  }

  /// Starts the waiting time of all messages anew: while the registry was unreachable, nobody could
  /// register a schema.
  void waitAnew(Instant now) {
    bySchema.replaceAll((_, waiting) -> since(now, waiting));
  }

  /// Starts the waiting time anew for the messages of one schema.
  void waitAnew(int schemaId, Instant now) {
    bySchema.computeIfPresent(schemaId, (_, waiting) -> since(now, waiting));
  }

  private static List<Waiting> since(Instant now, List<Waiting> waiting) {
    return new ArrayList<>(waiting.stream().map(one -> new Waiting(one.message(), now)).toList());
  }

  /// Forgets messages of partitions that other members read now; they are uncommitted, so those
  /// read them again.
  void drop(Collection<TopicPartition> partitions) {
    for (int schemaId : List.copyOf(bySchema.keySet())) {
      take(schemaId, waiting -> partitions.contains(waiting.partition()));
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> take(int schemaId, Predicate<Waiting> which) {
    var taken = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    List<Waiting> waiting = bySchema.getOrDefault(schemaId, List.of());
    for (var each = waiting.iterator(); each.hasNext(); ) {
      Waiting one = each.next();
      if (which.test(one)) {
        each.remove();
        forget(one);
        taken.add(one.message());
      }
    }
    if (waiting.isEmpty()) {
      bySchema.remove(schemaId);
    }
    return taken;
  }

  private void forget(Waiting one) {
    messages--;
    bytes -= one.bytes();
    offsets.computeIfPresent(
        one.partition(),
        (_, left) -> {
          left.remove(one.message().offset());
          return left.isEmpty() ? null : left;
        });
  }
}
