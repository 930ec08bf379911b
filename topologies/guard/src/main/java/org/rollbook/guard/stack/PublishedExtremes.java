package org.rollbook.guard.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.rollbook.guard.contract.ExtremeEvent;
import org.rollbook.guard.contract.ExtremeEvents;
import org.rollbook.guard.contract.ExtremeSamples;
import org.rollbook.model.EventType;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.EditedEvent;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.site.Site;

/// An instance to which events with fields at and beyond their bounds were published.
///
/// @param alone the events that are alone about their rows
/// @param rejected the keys of the dead letters that must follow
public record PublishedExtremes(RunningSite running, List<ExtremeEvent> alone, Set<String> rejected)
    implements AutoCloseable {

  private static final int REAL = 300;

  static PublishedExtremes of(ExtremeSamples<?, ?, ?> samples) {
    RunningSite running =
        RunningSite.of(samples.campus().topology(), Map.of("ROLLBOOK_HISTORY", "1000"));
    Map<EventType, ProducedEvent> real = realEvents(running.site(), samples);
    var extremes = new ExtremeEvents<>(samples);
    List<ExtremeEvent> alone = extremes.eachAlone();
    List<ExtremeEvent> events = new ArrayList<>(alone);
    Stream.concat(
            IntStream.range(0, ExtremeEvents.CROWD).mapToObj(extremes::ofTheCrowd),
            IntStream.range(0, ExtremeEvents.LONG_EVENTS).mapToObj(extremes::longEvent))
        .forEach(events::add);
    List<RecordMetadata> sent =
        running
            .site()
            .broker()
            .send(events.stream().map(event -> message(real, event, samples)).toList());
    Set<String> rejected = new HashSet<>();
    for (int i = 0; i < sent.size(); i++) {
      if (!events.get(i).isAccepted()) {
        RecordMetadata at = sent.get(i);
        rejected.add(new String(DeadLetters.key(at.topic(), at.partition(), at.offset()), UTF_8));
      }
    }
    return new PublishedExtremes(running, alone, rejected);
  }

  /// A real event of each type that is tried, to be written over.
  private static Map<EventType, ProducedEvent> realEvents(
      Site site, ExtremeSamples<?, ?, ?> samples) {
    Map<EventType, ProducedEvent> real = new HashMap<>();
    for (ProducedEvent event :
        site.produced(samples.campus().emitting(CampusSettings.of(7, 30, 4)), REAL)) {
      real.putIfAbsent(event.stamp().eventType(), event);
    }
    assertThat(real).containsKeys(samples.typesTriedAlone().toArray(EventType[]::new));
    return real;
  }

  private static ProducerRecord<byte[], byte[]> message(
      Map<EventType, ProducedEvent> real, ExtremeEvent event, ExtremeSamples<?, ?, ?> samples) {
    return EditedEvent.of(
        Optional.ofNullable(real.get(event.type())).orElseThrow(),
        Site.PARTITIONS,
        Map.of(
            "ce_id", event.text("id"),
            "ce_source", event.text("source"),
            "ce_time", event.text("time")),
        record -> samples.write(event, record));
  }

  Site site() {
    return running.site();
  }

  @Override
  public void close() {
    running.close();
  }
}
