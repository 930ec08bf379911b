package org.rollbook.testkit.process;

import java.util.List;

/// How the JVM of an instance is set up.
public final class JvmArguments {

  /// For a short life, as most tests give it.
  public static final List<String> SOON_READY =
      List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /// For work, as the README tells operators to run it: a heap that does not grow pauses less
  /// often.
  public static final List<String> AT_WORK = List.of("-Xms1g", "-Xmx1g");

  private JvmArguments() {}
}
