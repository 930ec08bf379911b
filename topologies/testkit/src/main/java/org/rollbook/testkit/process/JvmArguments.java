package org.rollbook.testkit.process;

import java.util.List;

/// Settings of an instance's JVM.
public final class JvmArguments {

  /// For a short life, as in most tests.
  public static final List<String> SOON_READY =
      List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /// For production, as the README recommends to operators: a heap of fixed size pauses less often.
  public static final List<String> AT_WORK = List.of("-Xms1g", "-Xmx1g");

  /// For the smallest sites, likewise.
  public static final List<String> SMALL = List.of("-Xmx128m", "-XX:+UseSerialGC");

  private JvmArguments() {}
}
