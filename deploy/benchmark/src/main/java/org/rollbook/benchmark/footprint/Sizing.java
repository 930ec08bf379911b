package org.rollbook.benchmark.footprint;

import java.util.List;
import java.util.Map;

/// How the processes of both contenders are set up.
///
/// @param jvm their JVMs' arguments
/// @param environment of which each process uses what it knows
record Sizing(String name, List<String> jvm, Map<String, String> environment) {

  private static final String SERIAL = "-XX:+UseSerialGC";

  /// Rollbook with its default settings in a small JVM, and with settings that suffice for so few
  /// rows. (glibc would keep memory for each thread. One instance owns a partition, and such a site
  /// has one.)
  static final List<Sizing> ALL =
      List.of(
          new Sizing("as it comes", List.of("-Xmx256m", SERIAL), Map.of()),
          new Sizing(
              "sized for it",
              List.of("-Xmx128m", SERIAL),
              Map.of(
                  "ROLLBOOK_STATE_MEMORY",
                  "32MiB",
                  "ROLLBOOK_PARTITIONS",
                  "1",
                  "MALLOC_ARENA_MAX",
                  "2")));

  Sizing {
    jvm = List.copyOf(jvm);
    environment = Map.copyOf(environment);
  }
}
