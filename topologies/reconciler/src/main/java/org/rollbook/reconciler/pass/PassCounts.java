package org.rollbook.reconciler.pass;

/// What a pass has counted. One thread counts.
final class PassCounts {

  long rows;
  long buckets;
  long bucketsDifferent;
  long compared;
  long missing;
  long different;
  long absent;
  long young;
  long unreadable;
  long published;

  void differs(DriftKind kind) {
    switch (kind) {
      case MISSING -> missing++;
      case DIFFERENT -> different++;
      case ABSENT -> absent++;
    }
  }
}
