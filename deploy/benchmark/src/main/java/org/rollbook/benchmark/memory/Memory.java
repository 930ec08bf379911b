package org.rollbook.benchmark.memory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.rollbook.benchmark.baseline.Postgres;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.LoadRequest;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.PairedRun;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.ResultRow.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.LoneInstance;
import org.rollbook.benchmark.system.FolderSize;
import org.rollbook.benchmark.system.OsProcess;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.sample.ViewUrls;

/// The memory and disk of all stores of an instance, compared with the configured bound, plain
/// Kafka Streams and PostgreSQL. Each of them is filled anew in each round.
///
/// @param enrollments that each contender has
public record Memory(int enrollments, Workbench workbench) {

  private static final String NAME = "memory";
  private static final String SITE = "remembered";

  /// The whole heap is resident from the start, so that it can be subtracted.
  private static final List<String> JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");

  private static final long HEAP_BYTES = 1L << 30;

  /// The default of `ROLLBOOK_STATE_MEMORY`.
  private static final long STATE_BYTES = 256L << 20;

  /// For the JVM's own code, classes, threads and collector, and buffers of Kafka and Netty.
  private static final long ALLOWANCE_BYTES = 384L << 20;

  private static final int CONNECTIONS = 16;

  /// The rows of the table.
  public List<ResultRow> rows() {
    List<Supplier<Used>> contenders = new ArrayList<>(List.of(this::ours, this::plain));
    if (Postgres.isInstalled()) {
      contenders.add(this::postgres);
    } else {
      workbench.out().println("PostgreSQL is not installed: nothing is compared with it.");
    }
    List<List<Used>> rounds = workbench.rounds().ofAll(contenders);
    ResultRow beyondHeap =
        row(
            "resident beyond the heap, state memory and 384 MiB",
            "MB",
            rounds.stream().map(Memory::beyondHeap).toList(),
            used -> used.resident() / 1e6,
            Aim.atMost(1));
    Stream<ResultRow> baselinePostgres =
        contenders.size() > 2
            ? baseline("PostgreSQL", runs(rounds, 2), Aim.atMost(0.7))
            : Stream.of();
    return Stream.of(
            Stream.of(beyondHeap),
            baseline("plain Kafka Streams", runs(rounds, 1), Aim.NONE),
            baselinePostgres)
        .flatMap(Function.identity())
        .toList();
  }

  private static PairedRun<Used> beyondHeap(List<Used> round) {
    return new PairedRun<>(
        new Used(round.getFirst().resident() - HEAP_BYTES, 0),
        new Used(STATE_BYTES + ALLOWANCE_BYTES, 0));
  }

  private static List<PairedRun<Used>> runs(List<List<Used>> rounds, int contender) {
    return rounds.stream()
        .map(round -> new PairedRun<>(round.getFirst(), round.get(contender)))
        .toList();
  }

  private Stream<ResultRow> baseline(String name, List<PairedRun<Used>> runs, Aim disk) {
    return Stream.of(
        row(
            "resident, " + name,
            "MB/million",
            runs,
            used -> used.residentPerMillion(enrollments),
            Aim.NONE),
        row("disk, " + name, "MB/million", runs, used -> used.diskPerMillion(enrollments), disk));
  }

  private static ResultRow row(
      String baseline,
      String unit,
      List<PairedRun<Used>> runs,
      ToDoubleFunction<Used> figure,
      Aim aim) {
    return ResultRow.of(NAME, baseline, unit, runs, figure, Ratio.TIMES_AS_MUCH, aim);
  }

  private Used ours() {
    Workbench own = emptied("ours");
    try (var bus = new EventBus(own.folder(), Map.of());
        var instance = LoneInstance.ofEnrollments(bus, SITE, own, JVM)) {
      Campus campus = Campuses.young();
      instance.fill(campus, enrollments);
      var urls = ViewUrls.ofEnrollments(instance.root());
      var _ =
          Load.closed(CONNECTIONS, own.time())
              .of(chance -> LoadRequest.get(urls.row(campus.anyEnrollment(chance))));
      long resident = new OsProcess(instance.process().process().pid()).residentBytes();
      instance.stop();
      return new Used(
          resident, FolderSize.of(instance.process().settings().folder().resolve("state")));
    }
  }

  private Used plain() {
    Path own = emptied("plain").folder();
    try (var bus = new EventBus(own, Map.of())) {
      return PlainStores.used(bus, enrollments, own.resolve("streams"), JVM);
    }
  }

  private Used postgres() {
    try (Postgres postgres = Postgres.start().orElseThrow()) {
      long disk = PostgresStores.fill(postgres.url(), enrollments);
      return new Used(new OsProcess(postgres.pid()).residentBytes(), disk);
    }
  }

  /// A contender's own folder, without the files of an earlier round.
  private Workbench emptied(String contender) {
    Workbench own = workbench.in(contender);
    var _ = TemporaryFolder.at(own.folder());
    return own;
  }
}
