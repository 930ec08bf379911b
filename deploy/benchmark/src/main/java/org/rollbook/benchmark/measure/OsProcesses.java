package org.rollbook.benchmark.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Processes and all that they have started, as Linux accounts for them.
public record OsProcesses(List<Long> pids) {

  /// Linux counts processor time in hundredths of a second, whatever the kernel's own clock is.
  private static final long MILLIS_PER_TICK = 10;

  private static final long KIB = 1 << 10;

  /// `ESRCH`: its folder is still there, and its memory is not.
  private static final String NO_SUCH_PROCESS = "No such process";

  public OsProcesses {
    pids = List.copyOf(pids);
  }

  public static OsProcesses of(long... pids) {
    return new OsProcesses(LongStream.of(pids).boxed().toList());
  }

  /// How much memory they have; memory that they share counts once (`Pss`).
  public long residentBytes() {
    return all().mapToLong(pid -> kib("Pss:", read(pid, "smaps_rollup")) * KIB).sum();
  }

  /// The processor time that they have used, including those that have ended.
  public Duration processorTime() {
    return Duration.ofMillis(
        all().mapToLong(pid -> ticks(read(pid, "stat"))).sum() * MILLIS_PER_TICK);
  }

  /// A line of `smaps_rollup`, such as `Pss: 1234 kB`.
  static long kib(String name, String rollup) {
    return rollup
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).replace("kB", "").strip())
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  /// The process's own time and its ended children's (fields 14 to 17). The second field, its name,
  /// may hold anything.
  static long ticks(String stat) {
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Stream.of(11, 12, 13, 14).mapToLong(at -> Long.parseLong(fields[at])).sum();
  }

  private Stream<Long> all() {
    return pids.stream()
        .flatMap(
            pid ->
                Stream.concat(
                    Stream.of(pid),
                    ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(ProcessHandle::pid)));
  }

  /// Empty for a process that has ended, even if its parent has not reaped it yet.
  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (NoSuchFileException ended) {
      return "";
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains(NO_SUCH_PROCESS)) {
        return "";
      }
      throw new UncheckedIOException(e);
    }
  }
}
