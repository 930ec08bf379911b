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

/// One turn after the other: read, sort, wait for the acknowledgements, commit, say how far.
///
/// At-least-once: whatever was not committed is read again by whoever comes next, and the views do
/// not mind. Used by the ingest thread only, but for [#state()].
final class IngestLoop {

  private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);

  private static final Duration POLL = Duration.ofMillis(50);

  /// How long acknowledgements may take before we see to our membership meanwhile.
  private static final Duration SOON = Duration.ofMillis(100);

  /// How long they may take before we say that we wait for them.
  private static final Duration LATE = Duration.ofSeconds(5);

  private final Intake intake;
  private final Sorter<?> sorter;
  private final SetAside setAside;
  private final Outbox outbox;
  private final DeadLetterWriter deadLetters;
  private final WatermarkWriter watermarks;
  private final BrokerTime time;
  private final Clock clock;
  private final Pace asking;
  private final Pace telling;
  private Optional<Hold> hold = Optional.empty();
  private Instant since = Instant.MIN;
  private volatile IngestState state = IngestState.STARTING;

  IngestLoop(
      Intake intake,
      Sorter<?> sorter,
      SetAside setAside,
      Outbox outbox,
      DeadLetterWriter deadLetters,
      WatermarkWriter watermarks,
      BrokerTime time,
      Clock clock,
      Duration askEvery) {
    this.intake = intake;
    this.sorter = sorter;
    this.setAside = setAside;
    this.outbox = outbox;
    this.deadLetters = deadLetters;
    this.watermarks = watermarks;
    this.time = time;
    this.clock = clock;
    this.asking = new Pace(clock, askEvery);
    this.telling = new Pace(clock, Duration.ofSeconds(1));
  }

  /// A snapshot for anyone, from any thread.
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
    intake.beginAnew(watermarks.goOn(doneBelow));
    outbox.hasten();
    if (telling.isDue()) {
      tell();
    }
  }

  /// Nothing can be told from the future before the broker's time is known.
  private void askTheTime() throws InterruptedException {
    watermarks.probe();
    settle();
  }

  private void read() {
    var messages = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    intake.poll(POLL).forEach(messages::add);
    Sorter.Sorted sorted = sorter.sort(messages);
    intake.giveBack(messages.subList(sorted.messages(), messages.size()));
    if (sorted.hold().isPresent()) {
      holdFor(sorted.hold());
    }
  }

  private void askAgain() {
    if (asking.isDue()) {
      holdFor(hold.flatMap(sorter::keptFromAsking).or(sorter::askAgain));
    }
  }

  /// Reads on, or not.
  private void holdFor(Optional<Hold> next) {
    boolean change = hold.isPresent() != next.isPresent();
    hold = next;
    if (change) {
      next.ifPresentOrElse(this::pause, this::resume);
      tell();
    }
  }

  private void pause(Hold why) {
    LOG.atWarn().addKeyValue("why", why.why()).log("Ingest pauses");
    since = clock.instant();
    intake.hold();
  }

  private void resume() {
    LOG.atInfo().log("Ingest goes on");
    intake.release();
  }

  /// Waits until the broker has everything, and stays a member of the group meanwhile.
  private void settle() throws InterruptedException {
    outbox.hasten();
    Instant begun = clock.instant();
    while (!isSettled()) {
      intake.hold();
      intake.poll(POLL);
      deadLetters.tryAgain();
      if (telling.isDue()) {
        tellWaiting(begun);
      }
    }
    outbox.failure().ifPresent(this::startOver);
    if (hold.isEmpty()) {
      intake.release();
    }
  }

  private boolean isSettled() throws InterruptedException {
    return outbox.awaitSettled(SOON) && (outbox.failure().isPresent() || deadLetters.areSettled());
  }

  /// What the producer gave up on may be tried again with a new one; anything else ends us.
  private void startOver(Exception failure) {
    if (!(failure instanceof RetriableException)) {
      throw failure instanceof RuntimeException fatal ? fatal : new KafkaException(failure);
    }
    LOG.atWarn()
        .addKeyValue("why", failure.getMessage())
        .log("Ingest starts over from the committed offsets");
    outbox.renew();
    deadLetters.forget();
    intake.startOver();
    hold = Optional.empty();
  }

  /// How far everything is done that was read: acknowledged, and nothing set aside.
  private Map<SourcePartition, OptionalLong> doneBelow() {
    var done = new HashMap<SourcePartition, OptionalLong>();
    for (TopicPartition partition : intake.assigned()) {
      OptionalLong position = intake.position(partition);
      OptionalLong waiting = setAside.lowestOf(partition);
      intake
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
          if (below.isPresent() && !watermarks.isHeldBack(partition)) {
            done.put(SourcePartitions.topicPartition(partition), below.getAsLong());
          }
        });
    intake.commit(done);
  }

  private void tell() {
    tell(
        hold.<Activity>map(why -> new Activity.Paused(why.why(), since))
            .orElseGet(
                () ->
                    watermarks.newest().isPresent()
                        ? new Activity.Running()
                        : new Activity.Starting()));
  }

  private void tellWaiting(Instant since) {
    if (clock.instant().isBefore(since.plus(LATE))) {
      tell();
    } else {
      tell(new Activity.Paused("the broker does not acknowledge what we write", since));
    }
  }

  private void tell(Activity activity) {
    Optional<Listing> newest = watermarks.newest();
    Instant now = clock.instant();
    Optional<Instant> written = watermarks.newestAskedAt();
    boolean silent = written.filter(now.minus(LATE)::isBefore).isEmpty();
    boolean hindered = silent || !(activity instanceof Activity.Running) || setAside.size() > 0;
    state =
        new IngestState(
            activity,
            newest.map(Listing::absent).orElse(Set.of()),
            progress(newest.map(Listing::ends).orElse(Map.of()), hindered, now),
            watermarks.lostAt(),
            blocked(),
            watermarks.silence(),
            setAside.size(),
            written,
            now);
  }

  private Map<SourcePartition, String> blocked() {
    var blocked = new HashMap<SourcePartition, String>();
    intake.blocked().forEach((partition, why) -> blocked.put(SourcePartitions.of(partition), why));
    return Map.copyOf(blocked);
  }

  private Map<SourcePartition, Progress> progress(
      Map<SourcePartition, Long> ends, boolean hindered, Instant now) {
    Map<SourcePartition, Progress> before = state.partitions();
    Map<SourcePartition, String> blocked = blocked();
    var progress = new HashMap<SourcePartition, Progress>();
    for (TopicPartition assigned : intake.assigned()) {
      SourcePartition partition = SourcePartitions.of(assigned);
      Long listed = ends.get(partition);
      OptionalLong end = listed == null ? OptionalLong.empty() : OptionalLong.of(listed);
      OptionalLong position = intake.position(assigned);
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
