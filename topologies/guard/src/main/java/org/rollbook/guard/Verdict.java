package org.rollbook.guard;

/// What a change means for what is deployed, the mildest first.
enum Verdict {
  ROLLING_SAFE("rolling-safe"),
  REBUILD("needs a rebuild beside the old one"),
  FORBIDDEN("forbidden");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
