package org.rollbook.runtime.serve.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.topic.Partitions;
import org.rollbook.runtime.serve.query.Refusal.Reason;

/// Answers from one store of a view, wherever its partitions are.
///
/// Only a view that holds everything answers that there is none, and only its lists count as whole.
public final class ViewReader<R> {

  private static final Duration UNTIL_COMPLETE = Duration.ofMinutes(1);

  private final ServedStore<R> store;
  private final QueryService service;

  ViewReader(ServedStore<R> store, QueryService service) {
    this.store = store;
    this.service = service;
  }

  /// One row.
  public Answer<R> row(RowKey key, Bounds bounds) {
    return rows(partitionOf(key.firstPart()), List.of(key), bounds).getFirst();
  }

  /// Many rows, each answered on its own, in the order asked. All partitions are asked at once.
  public List<Answer<R>> rows(List<RowKey> keys, Bounds bounds) {
    Map<Integer, List<RowKey>> byPartition =
        keys.stream()
            .distinct()
            .collect(Collectors.groupingBy(key -> partitionOf(key.firstPart())));
    Map<RowKey, Answer<R>> answers = new HashMap<>();
    atOnce(
            byPartition.keySet(),
            partition -> byKey(partition, byPartition.getOrDefault(partition, List.of()), bounds))
        .forEach(answers::putAll);
    return keys.stream().map(key -> Optional.ofNullable(answers.get(key)).orElseThrow()).toList();
  }

  /// A page of the rows whose keys begin with the first part, in key order.
  ///
  /// @param request its size is the most rows; if the filter accepts few, a page may have fewer,
  ///   even none, and still a next page
  public Answer<Page<R>> page(
      byte[] firstPart, PageRequest request, RowFilter<R> filter, Bounds bounds) {
    Bytes prefix = Bytes.wrap(firstPart);
    var question =
        new PageQuestion(name(), partitionOf(prefix), prefix, request, filter.parameters(), bounds);
    Answer<Page<R>> page =
        ask(question.partition(), reader -> reader.page(question))
            .map(rows -> rows.map(store.spec()::row));
    return whole(page, bounds);
  }

  /// Of a store of digests, those of each partition. All partitions are asked at once.
  List<Answer<List<Bucket>>> buckets(LearnerBuckets buckets, Bounds bounds) {
    return atOnce(
            IntStream.range(0, service.partitionCount()).boxed().toList(),
            partition -> buckets(partition, buckets, bounds))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /// The digests of one partition, answer by answer to the end, or until one is refused.
  private List<Answer<List<Bucket>>> buckets(int partition, LearnerBuckets buckets, Bounds bounds) {
    List<Answer<List<Bucket>>> answers = new ArrayList<>();
    Optional<Long> next = Optional.of(buckets.firstFinest());
    while (next.isPresent()) {
      long first = next.get();
      var question = new BucketsQuestion(partition, buckets, first, bounds);
      Answer<BucketsRead> answer =
          whole(ask(partition, reader -> reader.buckets(question)), bounds);
      answers.add(answer.map(BucketsRead::buckets));
      next =
          answer instanceof Answer.Found<BucketsRead>(var read, var freshness)
              ? read.next()
              : Optional.empty();
      if (next.filter(later -> later <= first).isPresent()) {
        throw new IllegalStateException("digests go on before where they began: " + question);
      }
    }
    return answers;
  }

  private static <T> List<T> atOnce(Collection<Integer> partitions, Function<Integer, T> asking) {
    return partitions.stream()
        .map(
            partition ->
                CompletableFuture.supplyAsync(
                    () -> asking.apply(partition), Thread::startVirtualThread))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  /// A list counts only if the view holds everything.
  private <T> Answer<T> whole(Answer<T> list, Bounds bounds) {
    return counted(
        list instanceof Answer.Found<?>(var rows, Freshness freshness)
                && !isEnough(freshness, bounds)
            ? incomplete()
            : list);
  }

  private Map<RowKey, Answer<R>> byKey(int partition, List<RowKey> keys, Bounds bounds) {
    List<Answer<R>> answers = rows(partition, keys, bounds);
    Map<RowKey, Answer<R>> byKey = new HashMap<>();
    for (int position = 0; position < keys.size(); position++) {
      byKey.put(keys.get(position), answers.get(position));
    }
    return byKey;
  }

  /// Rows of one partition.
  private List<Answer<R>> rows(int partition, List<RowKey> keys, Bounds bounds) {
    var question = new RowsQuestion(name(), partition, keys, bounds);
    Stream<Answer<R>> answers =
        switch (ask(partition, reader -> reader.rows(question))) {
          case Answer.Found<List<Optional<byte[]>>>(var rows, Freshness freshness) ->
              rows.stream().map(row -> answer(row, freshness, bounds));
          case Answer.Missing<List<Optional<byte[]>>>(Freshness freshness) ->
              keys.stream().map(key -> new Answer.Missing<>(freshness));
          case Answer.NotReady<List<Optional<byte[]>>>(Refusal refusal) ->
              keys.stream().map(key -> new Answer.NotReady<>(refusal));
        };
    return answers.map(this::counted).toList();
  }

  private Answer<R> answer(Optional<byte[]> row, Freshness freshness, Bounds bounds) {
    return row.flatMap(store::row)
        .<Answer<R>>map(found -> new Answer.Found<>(found, freshness))
        .orElseGet(
            () -> isEnough(freshness, bounds) ? new Answer.Missing<>(freshness) : incomplete());
  }

  private <T> Answer<T> ask(int partition, Function<ReplicaReader, Answer<T>> question) {
    return service.partitions().ask(store.view(), name(), partition, question);
  }

  private String name() {
    return store.spec().name();
  }

  private int partitionOf(Bytes firstPart) {
    return Partitions.of(firstPart.get(), service.partitionCount());
  }

  private static boolean isEnough(Freshness freshness, Bounds bounds) {
    return freshness.completeSince().isPresent() || bounds.lenient();
  }

  private <T> Answer<T> incomplete() {
    return new Answer.NotReady<>(
        new Refusal(
            Reason.INCOMPLETE,
            store.view()
                + " does not hold everything yet; ask with Prefer: handling=lenient to get what it"
                + " has",
            UNTIL_COMPLETE));
  }

  private <T> Answer<T> counted(Answer<T> answer) {
    switch (answer) {
      case Answer.Found<T>(var row, Freshness freshness) -> count(location(freshness), "found");
      case Answer.Missing<T>(Freshness freshness) -> count(location(freshness), "missing");
      case Answer.NotReady<T>(Refusal refusal) ->
          count("nobody", refusal.reason().name().toLowerCase(Locale.ROOT));
    }
    return answer;
  }

  private void count(String location, String answer) {
    service.meters().asked(store.view(), location, answer);
  }

  private String location(Freshness freshness) {
    ServedBy who = freshness.servedBy();
    return (who.instance().equals(service.instance()) ? "here-" : "there-")
        + who.role().name().toLowerCase(Locale.ROOT);
  }
}
