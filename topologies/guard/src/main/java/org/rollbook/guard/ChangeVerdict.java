package org.rollbook.guard;

/// What a change means for deployed instances, the mildest verdict first.
enum ChangeVerdict {
  ROLLING_SAFE("rolling-safe"),
  REBUILD("needs a rebuild beside the old one"),
  FORBIDDEN("forbidden");

  private final String words;

  ChangeVerdict(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
