package org.rollbook.chaos.read;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rollbook.chaos.account.CheckedRead;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.sample.SampleOutcome;
import org.rollbook.testkit.sample.SampleQuestion;
import org.rollbook.testkit.watch.AnswerTimeout;
import org.rollbook.testkit.watch.Conversation;

/// A client that asks for everything that a view offers: rows, lists page by page, figures, many
/// keys at once, some of it with a bound on its age. One thread.
final class Reader implements Runnable {

  private static final AnswerTimeout PATIENCE = AnswerTimeout.withTwoTries(Duration.ZERO);

  /// How many of a thousand requests are lookups, and of how many keys at most: some lookups ask
  /// all owners, and more than half of all answers come from lookups. With more keys at once, the
  /// number of refusals in a drill would depend on chance: each key is counted, and a key that
  /// wants a fresh answer at a bad moment is refused with all others of its lookup.
  private static final int LOOKUPS = 80;

  private static final int MOST_KEYS = 30;
  private static final int LEAST_ROWS = 5;
  private static final int MOST_ROWS = 100;

  private final Asking asking;
  private final RequestPace pace;
  private final RandomGenerator chance;
  private volatile boolean reading = true;

  Reader(Asking asking, RequestPace pace, RandomGenerator chance) {
    this.asking = asking;
    this.pace = pace;
    this.chance = chance;
  }

  void stop() {
    reading = false;
  }

  @Override
  public void run() {
    while (reading) {
      pace.awaitTurn();
      if (chance.nextInt(1_000) < LOOKUPS) {
        lookUp();
      } else {
        ask(SampleQuestion.drawn(asking.view().samples(), chance));
      }
    }
  }

  private void ask(SampleQuestion question) {
    Duration bound = asking.bounds().drawn(chance);
    var conversation = conversation(bound);
    int pageSize = chance.nextInt(LEAST_ROWS, MOST_ROWS);
    SampleOutcome outcome = asking.view().sampler(conversation, pageSize).ask(question);
    boolean settled =
        !(question instanceof SampleQuestion.OneRow(var key)) || isSettled(key, outcome);
    asking
        .tally()
        .add(
            new CheckedRead(
                question.toString(), outcome, settled, bound, conversation.exchanges()));
  }

  private void lookUp() {
    Duration bound = asking.bounds().drawn(chance);
    var conversation = conversation(bound);
    List<CampusEnrollmentKey> keys = keys();
    List<SampleOutcome> outcomes = asking.view().sampler(conversation, MOST_ROWS).lookUp(keys);
    for (int i = 0; i < keys.size(); i++) {
      CampusEnrollmentKey key = keys.get(i);
      asking
          .tally()
          .add(
              new CheckedRead(
                  "lookup of " + keys.size() + " keys with " + key,
                  outcomes.get(i),
                  isSettled(key, outcomes.get(i)),
                  bound,
                  conversation.exchanges()));
    }
  }

  /// Known keys, late ones and unknown ones, as for single rows.
  private List<CampusEnrollmentKey> keys() {
    int number = chance.nextInt(1, MOST_KEYS + 1);
    var keys = new ArrayList<CampusEnrollmentKey>(number);
    while (keys.size() < number) {
      if (SampleQuestion.drawn(asking.view().samples(), chance)
          instanceof SampleQuestion.OneRow(var key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private boolean isSettled(CampusEnrollmentKey key, SampleOutcome outcome) {
    return !(outcome instanceof SampleOutcome.Agreed(Instant asOf))
        || asking.view().samples().isSettled(key, asOf);
  }

  private Conversation conversation(Duration bound) {
    return asking.conversation(AgeBounds.headers(bound), PATIENCE);
  }
}
