package org.rollbook.testkit.campus;

import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/// One source of chance for each part of a campus, so that more disorder on the way to the bus
/// changes nothing of what happens at the LMS.
///
/// @param visits who does what
/// @param emission what the LMS adds to it
/// @param time which events fall on the full second
/// @param pace how the time goes on where it is made up
/// @param deliveries what is doubled and held back
/// @param grading who is graded how; the last one, so that enrollments are the same with grades and
///   without
record Chances(
    SplittableGenerator visits,
    SplittableGenerator emission,
    SplittableGenerator time,
    SplittableGenerator pace,
    SplittableGenerator deliveries,
    SplittableGenerator grading) {

  /// Named, so that no later default of Java's changes what a seed means.
  private static final String GENERATOR = "L64X128MixRandom";

  static Chances of(long seed) {
    SplittableGenerator all =
        RandomGeneratorFactory.<SplittableGenerator>of(GENERATOR).create(seed);
    return new Chances(
        all.split(), all.split(), all.split(), all.split(), all.split(), all.split());
  }
}
