package org.rollbook.benchmark.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Figure;
import org.rollbook.benchmark.measure.Load;
import org.rollbook.benchmark.measure.OsProcesses;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.Rounds.PairedRun;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.benchmark.site.Database;
import org.rollbook.benchmark.site.EnrollmentTable;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.OurSite;
import org.rollbook.benchmark.write.PlainStreams;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.database.Postgres;
import org.rollbook.testkit.process.ChildProcess;

/// The memory and disk of all stores of an instance, compared with the configured bound, plain
/// Kafka Streams and PostgreSQL. Each of them is filled anew in each round.
///
/// @param enrollments that each contender has
public record MemoryBenchmark(int enrollments, Workbench workbench) {

  /// The whole heap is resident from the start, so that it can be subtracted.
  private static final List<String> JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");

  private static final long HEAP_BYTES = 1L << 30;

  /// The default of `ROLLBOOK_STATE_MEMORY`.
  private static final long STATE_BYTES = 256L << 20;

  /// For the JVM's own code, classes, threads and collector, and buffers of Kafka and Netty.
  private static final long ALLOWANCE_BYTES = 384L << 20;

  private static final int CONNECTIONS = 16;
  private static final int PARTITIONS = 6;

  /// Plain Kafka Streams writes its last row within a commit interval of the row before.
  private static final Duration QUIET = Duration.ofSeconds(10);

  private static final Duration STUCK = Duration.ofMinutes(2);
  private static final Duration TIME_TO_STOP = Duration.ofMinutes(1);

  private static final String SIZE =
      "select sum(pg_total_relation_size(name::regclass))"
          + " from unnest(array['enrollments', 'history', 'counts']) as name";

  /// What one contender uses, in bytes.
  ///
  /// @param resident memory of its processes
  /// @param disk of its files, when it is idle
  private record Used(long resident, long disk) {}

  public List<ResultRow> rows() {
    List<Supplier<Used>> contenders = new ArrayList<>(List.of(this::ours, this::plain));
    if (Postgres.isInstalled()) {
      contenders.add(this::postgres);
    } else {
      workbench.reportNoPostgres();
    }
    List<List<Used>> rounds = workbench.rounds().ofAll(contenders);
    List<ResultRow> rows = new ArrayList<>();
    rows.add(
        workbench.row(
            "resident beyond the heap, state memory and 384 MiB",
            rounds.stream().map(MemoryBenchmark::beyondHeap).toList(),
            Figure.timesAsMuch("MB", used -> used.resident() / 1e6, Aim.atMost(1))));
    rows.addAll(perMillion("plain Kafka Streams", PairedRun.of(rounds, 1), Aim.NONE));
    if (contenders.size() > 2) {
      rows.addAll(perMillion("PostgreSQL", PairedRun.of(rounds, 2), Aim.atMost(0.7)));
    }
    return rows;
  }

  private static PairedRun<Used> beyondHeap(List<Used> round) {
    return new PairedRun<>(
        new Used(round.getFirst().resident() - HEAP_BYTES, 0),
        new Used(STATE_BYTES + ALLOWANCE_BYTES, 0));
  }

  private List<ResultRow> perMillion(String name, List<PairedRun<Used>> runs, Aim disk) {
    double each = enrollments;
    String unit = "MB/million";
    return List.of(
        workbench.row(
            "resident, " + name,
            runs,
            Figure.timesAsMuch(unit, used -> used.resident() / each, Aim.NONE)),
        workbench.row(
            "disk, " + name, runs, Figure.timesAsMuch(unit, used -> used.disk() / each, disk)));
  }

  private Used ours() {
    Workbench own = emptied("ours");
    try (var bus = new EventBus(own.folder(), Map.of());
        var site = OurSite.ofOne(bus, "remembered", JVM, own)) {
      Campus campus = Campuses.young();
      site.fill(campus, enrollments);
      var _ = site.served(0).rows(Load.closed(CONNECTIONS, own.time()), campus::anyEnrollment);
      long resident = site.served(0).by().residentBytes();
      site.stop();
      return new Used(resident, bytesIn(site.instance(0).settings().folder().resolve("state")));
    }
  }

  /// The three tables of [PlainStreams], filled from the same events.
  private Used plain() {
    Path own = emptied("plain").folder();
    try (var bus = new EventBus(own, Map.of())) {
      String site = "plainly";
      String inbound = site + "-" + Campuses.TOPIC;
      bus.broker().client().createTopic(inbound, PARTITIONS);
      var _ = bus.fill(site, Campuses.young(), enrollments);
      Path folder = own.resolve("streams");
      try (ChildProcess process = PlainStreams.start(bus, "plain", inbound, JVM, folder)) {
        awaitQuiet(process, bus);
        long resident = OsProcesses.of(process.pid()).residentBytes();
        process.term(TIME_TO_STOP);
        return new Used(resident, bytesIn(folder.resolve("state")));
      }
    }
  }

  /// Waits until it has written as much as it must, and then nothing for a while.
  private void awaitQuiet(ChildProcess process, EventBus bus) {
    List<String> outputs = PlainStreams.outputs("plain");
    long last = 0;
    long since = System.nanoTime();
    while (last < enrollments || System.nanoTime() - since < QUIET.toNanos()) {
      process.requireAlive();
      if (System.nanoTime() - since > STUCK.toNanos()) {
        throw new IllegalStateException("no progress; see " + process.log());
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      long now = bus.offsets().written(outputs, PARTITIONS);
      since = now > last ? System.nanoTime() : since;
      last = now;
    }
  }

  /// On disk without the write-ahead log.
  private Used postgres() {
    try (Postgres postgres = Postgres.start().orElseThrow()) {
      Database database = Database.of(postgres);
      EnrollmentTable.make(
          database, "events", Campuses.stamped(Campuses.until(enrollments, Campuses.young())));
      database.run(Database.text(MemoryBenchmark.class, "stores.sql"));
      return new Used(OsProcesses.of(postgres.pid()).residentBytes(), database.number(SIZE));
    }
  }

  /// A contender's own folder, without the files of an earlier round.
  private Workbench emptied(String contender) {
    Workbench own = workbench.in(contender);
    var _ = TemporaryFolder.at(own.folder());
    return own;
  }

  /// Nobody may write there meanwhile.
  private static long bytesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
