package org.rollbook.chaos.read;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rollbook.chaos.account.Read;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.sample.Outcome;
import org.rollbook.testkit.sample.Question;
import org.rollbook.testkit.watch.Conversation;
import org.rollbook.testkit.watch.Patience;

/// A client that asks for whatever can be asked for: rows, lists page by page, figures, many keys
/// at once, some of it no older than it says. One thread.
final class Reader implements Runnable {

  private static final Patience PATIENCE = Patience.withTwoTries(Duration.ZERO);

  /// How many of a thousand requests are lookups, and of how many keys at most: all owners are
  /// asked for some, and more than half of all answers are theirs. More keys at once would make
  /// what is refused in a drill a matter of chance: each key is counted, and one that wants a fresh
  /// answer at a bad moment is refused with all others of its lookup.
  private static final int LOOKUPS = 80;

  private static final int MOST_KEYS = 30;
  private static final int LEAST_ROWS = 5;
  private static final int MOST_ROWS = 100;

  private final Asking asking;
  private final Pace pace;
  private final RandomGenerator chance;
  private volatile boolean reading = true;

  Reader(Asking asking, Pace pace, RandomGenerator chance) {
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
        ask(Question.drawn(asking.view().samples(), chance));
      }
    }
  }

  private void ask(Question question) {
    Duration bound = asking.bounds().drawn(chance);
    var conversation = conversation(bound);
    int pageSize = chance.nextInt(LEAST_ROWS, MOST_ROWS);
    Outcome outcome = asking.view().sampler(conversation, pageSize).ask(question);
    boolean settled = !(question instanceof Question.OneRow(var key)) || isSettled(key, outcome);
    asking
        .tally()
        .add(new Read(question.toString(), outcome, settled, bound, conversation.exchanges()));
  }

  private void lookUp() {
    Duration bound = asking.bounds().drawn(chance);
    var conversation = conversation(bound);
    List<EnrollmentKey> keys = keys();
    List<Outcome> outcomes = asking.view().sampler(conversation, MOST_ROWS).lookUp(keys);
    for (int i = 0; i < keys.size(); i++) {
      EnrollmentKey key = keys.get(i);
      asking
          .tally()
          .add(
              new Read(
                  "lookup of " + keys.size() + " keys with " + key,
                  outcomes.get(i),
                  isSettled(key, outcomes.get(i)),
                  bound,
                  conversation.exchanges()));
    }
  }

  /// Known ones, late ones and strangers, as single rows are asked for.
  private List<EnrollmentKey> keys() {
    int number = chance.nextInt(1, MOST_KEYS + 1);
    var keys = new ArrayList<EnrollmentKey>(number);
    while (keys.size() < number) {
      if (Question.drawn(asking.view().samples(), chance) instanceof Question.OneRow(var key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private boolean isSettled(EnrollmentKey key, Outcome outcome) {
    return !(outcome instanceof Outcome.Agreed(Instant asOf))
        || asking.view().samples().isSettled(key, asOf);
  }

  private Conversation conversation(Duration bound) {
    return asking.conversation(Bounds.headers(bound), PATIENCE);
  }
}
