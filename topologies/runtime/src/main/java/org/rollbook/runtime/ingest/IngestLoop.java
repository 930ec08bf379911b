package org.rollbook.runtime.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.rollbook.runtime.ingest.IngestState.Activity;
import org.rollbook.runtime.ingest.IngestState.Progress;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.watermark.SourcePartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One turn after the other: read, route, wait for the acknowledgements, commit, write watermarks.
///
/// At-least-once: whatever was not committed is read again by the next member, and the views ignore
/// duplicates. Used by the ingest thread only, except for [#state()].
final class IngestLoop {

  private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);

  private static final Duration POLL = Duration.ofMillis(50);

  /// How long acknowledgements may take before we poll, to stay a member of the group.
  private static final Duration SOON = Duration.ofMillis(100);

  /// How long they may take before the state reports that we wait for them.
  private static final Duration LATE = Duration.ofSeconds(5);

  private final SourceConsumer consumer;
  private final EventRouter<?> router;
  private final PendingEvents pending;
  private final JournalProducer producer;
  private final DeadLetterWriter deadLetters;
  private final WatermarkWriter watermarks;
  private final BrokerTime time;
  private final Clock clock;
  private final Interval asking;
  private final Interval logInterval;
  private Optional<PauseReason> pause = Optional.empty();
  private Instant since = Instant.MIN;
  private volatile IngestState state = IngestState.STARTING;

  IngestLoop(
      SourceConsumer consumer,
      EventRouter<?> router,
      PendingEvents pending,
      JournalProducer producer,
      DeadLetterWriter deadLetters,
      WatermarkWriter watermarks,
      BrokerTime time,
      Clock clock,
      Duration askEvery) {
    this.consumer = consumer;
    this.router = router;
    this.pending = pending;
    this.producer = producer;
    this.deadLetters = deadLetters;
    this.watermarks = watermarks;
    this.time = time;
    this.clock = clock;
    this.asking = new Interval(clock, askEvery);
    this.logInterval = new Interval(clock, Duration.ofSeconds(1));
  }

  /// A snapshot; may be called from any thread.
  IngestState state() {
    return state;
  }

  void turn() throws InterruptedException {
    if (time.atMost().isEmpty()) {
      askTheTime();
      return;
    }
    read();
    askAgain();
    settle();
    Map<SourcePartition, OptionalLong> doneBelow = doneBelow();
    commit(doneBelow);
    consumer.beginAnew(watermarks.goOn(doneBelow));
    producer.hasten();
    if (logInterval.isDue()) {
      report();
    }
  }

  /// Before the broker's time is known, no event can be checked for a time in the future.
  private void askTheTime() throws InterruptedException {
    watermarks.probe();
    settle();
  }

  private void read() {
    var messages = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    consumer.poll(POLL).forEach(messages::add);
    EventRouter.Routed routed = router.route(messages);
    consumer.giveBack(messages.subList(routed.messages(), messages.size()));
    if (routed.pause().isPresent()) {
      pauseOrResume(routed.pause());
    }
  }

  private void askAgain() {
    if (asking.isDue()) {
      pauseOrResume(pause.flatMap(router::reasonNotToAsk).or(router::askAgain));
    }
  }

  /// Pauses or resumes reading.
  private void pauseOrResume(Optional<PauseReason> next) {
    boolean change = pause.isPresent() != next.isPresent();
    pause = next;
    if (change) {
      next.ifPresentOrElse(this::pause, this::resume);
      report();
    }
  }

  private void pause(PauseReason why) {
    LOG.atWarn().addKeyValue("why", why.why()).log("Ingest pauses");
    since = clock.instant();
    consumer.pause();
  }

  private void resume() {
    LOG.atInfo().log("Ingest resumes");
    consumer.release();
  }

  /// Waits until the broker has everything, and stays a member of the group meanwhile.
  private void settle() throws InterruptedException {
    producer.hasten();
    Instant begun = clock.instant();
    while (!isSettled()) {
      consumer.pause();
      consumer.poll(POLL);
      deadLetters.tryAgain();
      if (logInterval.isDue()) {
        reportWaiting(begun);
      }
    }
    producer.failure().ifPresent(this::startOver);
    if (pause.isEmpty()) {
      consumer.release();
    }
  }

  private boolean isSettled() throws InterruptedException {
    return producer.awaitSettled(SOON)
        && (producer.failure().isPresent() || deadLetters.areSettled());
  }

  /// Records that the producer gave up on may be sent again with a new one; any other failure ends
  /// ingest.
  private void startOver(Exception failure) {
    if (!(failure instanceof RetriableException)) {
      throw failure instanceof RuntimeException fatal ? fatal : new KafkaException(failure);
    }
    LOG.atWarn()
        .addKeyValue("why", failure.getMessage())
        .log("Ingest starts over from the committed offsets");
    producer.renew();
    deadLetters.forget();
    consumer.startOver();
    pause = Optional.empty();
  }

  /// The offset of each partition below which every message is acknowledged, and none is pending.
  private Map<SourcePartition, OptionalLong> doneBelow() {
    var done = new HashMap<SourcePartition, OptionalLong>();
    for (TopicPartition partition : consumer.assigned()) {
      OptionalLong position = consumer.position(partition);
      OptionalLong waiting = pending.lowestOf(partition);
      consumer
          .end(partition)
          .ifPresent(end -> watermarks.seenEnd(SourcePartitions.of(partition), end));
      done.put(
          SourcePartitions.of(partition),
          position.isPresent() && waiting.isPresent()
              ? OptionalLong.of(Math.min(position.getAsLong(), waiting.getAsLong()))
              : position);
    }
    return done;
  }

  private void commit(Map<SourcePartition, OptionalLong> doneBelow) {
    var done = new HashMap<TopicPartition, Long>();
    doneBelow.forEach(
        (partition, below) -> {
          if (below.isPresent() && !watermarks.hasUnwrittenLoss(partition)) {
            done.put(SourcePartitions.topicPartition(partition), below.getAsLong());
          }
        });
    consumer.commit(done);
  }

  private void report() {
    report(
        pause
            .<Activity>map(why -> new Activity.Paused(why.why(), since))
            .orElseGet(
                () ->
                    watermarks.newest().isPresent()
                        ? new Activity.Running()
                        : new Activity.Starting()));
  }

  private void reportWaiting(Instant since) {
    if (clock.instant().isBefore(since.plus(LATE))) {
      report();
    } else {
      report(new Activity.Paused("the broker does not acknowledge what we write", since));
    }
  }

  private void report(Activity activity) {
    Optional<SourceOffsets> newest = watermarks.newest();
    Instant now = clock.instant();
    Optional<Instant> written = watermarks.newestAskedAt();
    boolean silent = written.filter(now.minus(LATE)::isBefore).isEmpty();
    boolean hindered =
        silent
            || watermarks.silence().isPresent()
            || !(activity instanceof Activity.Running)
            || pending.size() > 0;
    state =
        new IngestState(
            activity,
            newest.map(SourceOffsets::absent).orElse(Set.of()),
            progress(newest.map(SourceOffsets::ends).orElse(Map.of()), hindered, now),
            watermarks.lostAt(),
            blocked(),
            watermarks.silence(),
            pending.size(),
            written,
            now);
  }

  private Map<SourcePartition, String> blocked() {
    var blocked = new HashMap<SourcePartition, String>();
    consumer
        .blocked()
        .forEach((partition, why) -> blocked.put(SourcePartitions.of(partition), why));
    return Map.copyOf(blocked);
  }

  private Map<SourcePartition, Progress> progress(
      Map<SourcePartition, Long> ends, boolean hindered, Instant now) {
    Map<SourcePartition, Progress> before = state.partitions();
    Map<SourcePartition, String> blocked = blocked();
    var progress = new HashMap<SourcePartition, Progress>();
    for (TopicPartition assigned : consumer.assigned()) {
      SourcePartition partition = SourcePartitions.of(assigned);
      Long listed = ends.get(partition);
      OptionalLong end = listed == null ? OptionalLong.empty() : OptionalLong.of(listed);
      OptionalLong position = consumer.position(assigned);
      Progress last = before.get(partition);
      progress.put(
          partition,
          last == null
              ? Progress.first(position, end, now)
              : last.next(position, end, hindered || blocked.containsKey(partition), now));
    }
    return Map.copyOf(progress);
  }
}
