package org.rollbook.testkit.campus;

import java.util.random.RandomGenerator;

/// A host of the LMS, with its name in events.
enum LmsHost {
  FIRST("lms-7f9c6d5b84-2xkqp", 0x02fc_0000_0001L),
  SECOND("lms-7f9c6d5b84-9hvtz", 0x02fc_0000_0002L),
  WORKER("lms-worker-5c8d7-kk4wd", 0x02fc_0000_0003L);

  private final String hostName;
  private final long node;

  LmsHost(String hostName, long node) {
    this.hostName = hostName;
    this.node = node;
  }

  static LmsHost any(RandomGenerator chance) {
    return values()[chance.nextInt(values().length)];
  }

  String hostName() {
    return hostName;
  }

  /// The 48 bits of the host in event ids.
  long node() {
    return node;
  }
}
