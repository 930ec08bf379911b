package org.rollbook.chaos.account;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.rollbook.testkit.campus.TruthJudgement.Fault;
import org.rollbook.testkit.sample.SampleOutcome;
import org.rollbook.testkit.watch.RefusalKind;

/// Counts the reads of a drill. Any thread.
public final class ReadTally {

  private static final int MOST_EXAMPLES = 20;

  /// The reason of an answer that has what is known and does not promise that this is all.
  private static final String INCOMPLETE = "not-claimed-to-be-complete";

  private final LongAdder checked = new LongAdder();
  private final LongAdder undecided = new LongAdder();
  private final ConcurrentMap<Fault, LongAdder> faults = new ConcurrentHashMap<>();
  private final LongAdder boundsBroken = new LongAdder();
  private final ConcurrentMap<String, LongAdder> refused = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> askedAgain = new ConcurrentHashMap<>();
  private final LongAccumulator oldest = new LongAccumulator(Math::max, 0);
  private final Queue<String> examples = new ConcurrentLinkedQueue<>();
  private final AtomicInteger examplesGiven = new AtomicInteger();

  /// Counts a read.
  public void add(CheckedRead read) {
    if (read.isOfAnIncompleteView()) {
      refuse(INCOMPLETE);
    } else {
      judge(read);
    }
    read.silent().forEach(instance -> increment(askedAgain, instance));
    read.oldest().map(Duration::toMillis).ifPresent(oldest::accumulate);
    read.tooOld().ifPresent(_ -> breakBounds("older than " + read.bound(), read));
    read.fromTheFuture().ifPresent(_ -> breakBounds("as of a time that had not come", read));
  }

  private void judge(CheckedRead read) {
    switch (read.outcome()) {
      case SampleOutcome.Agreed _ when read.settled() -> checked.increment();
      case SampleOutcome.Agreed _, SampleOutcome.Undecided _ -> undecided.increment();
      case SampleOutcome.Disagreed(_, var fault, var why) -> wrong(fault, why, read);
      case SampleOutcome.Refused(var problem) ->
          refuse(RefusalKind.reasonOf(problem, read.bound()));
      case SampleOutcome.Failed(var why) -> failed(why, read);
    }
  }

  private void breakBounds(String how, CheckedRead read) {
    boundsBroken.increment();
    example(how, read);
  }

  /// How many answers were compared with the truth.
  public long checked() {
    return checked.sum();
  }

  /// How many answers could have been different and still be right.
  public long undecided() {
    return undecided.sum();
  }

  /// The first wrong answers, with all that is known about them.
  public List<String> examples() {
    return List.copyOf(examples);
  }

  /// What was counted, as the result of a drill.
  ///
  /// @param unreadable how long any watched key could not be read
  /// @param restore how long it took until everything was where it should be
  public DrillResult result(String drill, Duration unreadable, Duration restore) {
    return new DrillResult(
        drill,
        checked.sum(),
        count(Fault.WRONG_ROW),
        count(Fault.FALSE_ABSENCE),
        count(Fault.PARTIAL_LIST),
        boundsBroken.sum(),
        count(Fault.LOST_WRITE),
        sums(refused),
        sums(askedAgain),
        unreadable.toMillis(),
        oldest.get(),
        restore.toMillis());
  }

  private long count(Fault fault) {
    return faults.getOrDefault(fault, new LongAdder()).sum();
  }

  private void wrong(Fault fault, String why, CheckedRead read) {
    checked.increment();
    increment(faults, fault);
    example(fault + ": " + why, read);
  }

  private void refuse(String reason) {
    increment(refused, reason);
  }

  private static <T> void increment(ConcurrentMap<T, LongAdder> counts, T counted) {
    counts.computeIfAbsent(counted, first -> new LongAdder()).increment();
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    return counts.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, count -> count.getValue().sum()));
  }

  /// An answer that no client can use counts as a wrong answer of the view.
  private void failed(String why, CheckedRead read) {
    var last = read.exchanges().isEmpty() ? null : read.exchanges().getLast();
    if (last == null || last.status().isEmpty()) {
      refuse(RefusalKind.NO_ANSWER);
      return;
    }
    int status = last.status().get();
    if (status == 200 || status == 404) {
      wrong(Fault.WRONG_ROW, why, read);
    } else {
      refuse(RefusalKind.ofStatus(status));
    }
  }

  private void example(String why, CheckedRead read) {
    if (examplesGiven.getAndIncrement() < MOST_EXAMPLES) {
      examples.add(why + "; asked " + read.what() + ", answered " + read.exchanges());
    }
  }
}
