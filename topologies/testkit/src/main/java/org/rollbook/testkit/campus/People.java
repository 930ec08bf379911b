package org.rollbook.testkit.campus;

import java.util.List;
import java.util.OptionalInt;
import org.rollbook.model.LearnerId;

/// All learners of the campus, generated from their numbers when needed, so that millions cost
/// nothing.
final class People {

  private static final long FIRST_LEARNER = 1_001;

  private static final long FIRST_STAFF = 4;

  private static final List<String> GIVEN =
      List.of("Zoë", "Łukasz", "Þóra", "Αλέξης", "Ольга", "小明", "नेहा", "محمد", "Iñaki", "Åsa");

  private static final List<String> FAMILY =
      List.of("Ünïcode", "Đặng", "O’Brien", "Müller-Straße", "Çelik", "山田", "Šimůnek");

  private static final List<Learner> STAFF =
      List.of(person(FIRST_STAFF, 0), person(FIRST_STAFF + 1, 4), person(FIRST_STAFF + 2, 8));

  private final int learners;

  People(int learners) {
    this.learners = learners;
  }

  int size() {
    return learners;
  }

  /// The learner with a number, from 0.
  Learner learner(int number) {
    return person(FIRST_LEARNER + number, number);
  }

  /// The id of a learner by number.
  LearnerId idOf(int number) {
    return new LearnerId(FIRST_LEARNER + number);
  }

  /// The number of a learner, if the campus has this learner.
  OptionalInt numberOf(LearnerId learner) {
    long number = learner.value() - FIRST_LEARNER;
    return number >= 0 && number < learners ? OptionalInt.of((int) number) : OptionalInt.empty();
  }

  /// A member of the staff, who enrolls learners.
  static Learner staff(int number) {
    return STAFF.get(number % STAFF.size());
  }

  private static Learner person(long id, int number) {
    String given = GIVEN.get(number % GIVEN.size());
    String family = FAMILY.get(number % FAMILY.size());
    return new Learner(
        new LearnerId(id),
        number % 50 != 49,
        given + "_" + Learner.MARKER + "_" + id,
        given + "." + Learner.MARKER + "." + id + "@bücher.example",
        given + " " + Learner.MARKER + " " + family);
  }
}
