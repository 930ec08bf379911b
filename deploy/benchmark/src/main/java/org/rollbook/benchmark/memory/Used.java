package org.rollbook.benchmark.memory;

/// What one contender uses, in bytes.
///
/// @param resident memory of its processes
/// @param disk of its files, when it is idle
record Used(long resident, long disk) {

  private static final double MILLION = 1e6;

  /// Resident megabytes for a million enrollments.
  double residentPerMillion(int enrollments) {
    return perMillion(resident, enrollments);
  }

  /// Megabytes on disk for a million enrollments.
  double diskPerMillion(int enrollments) {
    return perMillion(disk, enrollments);
  }

  private static double perMillion(long bytes, int enrollments) {
    return bytes / MILLION / (enrollments / MILLION);
  }
}
