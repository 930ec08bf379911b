package org.rollbook.runtime.view;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.rollbook.model.topic.Partitions;
import org.rollbook.runtime.journal.Journal;

/// One view: which journal it reads, by which law its rows change, and which parts it has besides
/// them. One sub-topology, one task per journal partition.
///
/// ```
/// journal ─▶ merge ─┬▶ [rows] [part] ... ─▶ derived topic
///                   └▶ dead letters
/// ```
///
/// @param name begins the names of its nodes, such as `enrollments`
/// @param <E> the payload of events
/// @param <R> the rows
public record View<E, R>(
    String name,
    Journal<E> journal,
    StoreSpec<R> rows,
    RowLaw<E, R> law,
    List<ViewPart<E, R>> parts,
    DerivedTopic derived) {

  public View {
    parts = List.copyOf(parts);
  }

  /// Every store of the view, the rows first.
  public List<StoreSpec<?>> stores() {
    return Stream.concat(Stream.of(rows), parts.stream().flatMap(part -> part.stores().stream()))
        .toList();
  }

  /// Wires the view.
  ///
  /// @param journalTopic the journal's full name
  /// @param deadLetters the full name of their topic
  public void addTo(
      StreamsBuilder builder, String journalTopic, String deadLetters, ViewContext context) {
    KStream<OutputKey, Bytes> merged =
        builder.stream(
                journalTopic,
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name + "-journal"))
            .process(merge(context), Named.as(name + "-merge"));
    merged.to(
        derived.topic(),
        Produced.with(derived.keys(), derived.values())
            .withName(derivedNode())
            .withStreamPartitioner(
                new KeyPartitioner<>(
                    (key, partitions) -> Partitions.of(key.firstPart().get(), partitions))));
    merged.to(
        deadLetters, Produced.with(OutputKey.PLAIN, Serdes.Bytes()).withName(deadLettersNode()));
  }

  String derivedNode() {
    return name + "-derived";
  }

  String deadLettersNode() {
    return name + "-dead-letters";
  }

  private ProcessorSupplier<byte[], byte[], OutputKey, Bytes> merge(ViewContext context) {
    return new ProcessorSupplier<>() {
      @Override
      public Merge<E, R> get() {
        return new Merge<>(View.this, context);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return View.this.stores().stream()
            .map(store -> store.builder(context.replicas()))
            .collect(Collectors.toUnmodifiableSet());
      }
    };
  }
}
