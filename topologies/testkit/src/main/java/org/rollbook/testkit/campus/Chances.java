package org.rollbook.testkit.campus;

import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/// One source of randomness for each part of a campus, so that more disorder on the way to the bus
/// does not change what happens at the LMS.
///
/// @param visits which learner does what
/// @param emission what the LMS adds to it
/// @param time which events fall exactly on a second
/// @param pace how a simulated time advances
/// @param deliveries which events are repeated and delayed
/// @param grading which grades learners get; the last one, so that enrollments are the same with
///   grades and without
record Chances(
    SplittableGenerator visits,
    SplittableGenerator emission,
    SplittableGenerator time,
    SplittableGenerator pace,
    SplittableGenerator deliveries,
    SplittableGenerator grading) {

  /// Named explicitly, so that a later default of Java does not change what a seed means.
  private static final String GENERATOR = "L64X128MixRandom";

  static Chances of(long seed) {
    SplittableGenerator all =
        RandomGeneratorFactory.<SplittableGenerator>of(GENERATOR).create(seed);
    return new Chances(
        all.split(), all.split(), all.split(), all.split(), all.split(), all.split());
  }
}
