package org.rollbook.benchmark.memory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.rollbook.benchmark.beside.Postgres;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.Question;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Turn;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.LoneInstance;
import org.rollbook.benchmark.system.FolderSize;
import org.rollbook.benchmark.system.OsProcess;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.sample.ViewUrls;

/// What all stores of an instance take, beside the bound that is set, plain Kafka Streams and
/// PostgreSQL. Each of them is filled anew in each round.
///
/// @param enrollments that each side has
public record Memory(int enrollments, Workbench workbench) {

  private static final String NAME = "memory";
  private static final String SITE = "remembered";

  /// The whole heap is resident from the start, so that the rest can be told from it.
  private static final List<String> JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");

  private static final long HEAP_BYTES = 1L << 30;

  /// The default of `ROLLBOOK_STATE_MEMORY`.
  private static final long STATE_BYTES = 256L << 20;

  /// For the JVM's own code, classes, threads and collector, and buffers of Kafka and Netty.
  private static final long ALLOWANCE_BYTES = 384L << 20;

  private static final int CONNECTIONS = 16;

  /// The rows of the table.
  public List<Row> rows() {
    List<Supplier<Used>> sides = new ArrayList<>(List.of(this::ours, this::plain));
    if (Postgres.isInstalled()) {
      sides.add(this::postgres);
    } else {
      workbench.out().println("PostgreSQL is not installed: nothing is measured beside it.");
    }
    List<List<Used>> rounds = workbench.rounds().ofAll(sides);
    Row beyondHeap =
        row(
            "resident beyond the heap, state memory and 384 MiB",
            "MB",
            rounds.stream().map(Memory::beyondHeap).toList(),
            used -> used.resident() / 1e6,
            Aim.atMost(1));
    Stream<Row> besidePostgres =
        sides.size() > 2 ? beside("PostgreSQL", turns(rounds, 2), Aim.atMost(0.7)) : Stream.of();
    return Stream.of(
            Stream.of(beyondHeap),
            beside("plain Kafka Streams", turns(rounds, 1), Aim.NONE),
            besidePostgres)
        .flatMap(Function.identity())
        .toList();
  }

  private static Turn<Used> beyondHeap(List<Used> round) {
    return new Turn<>(
        new Used(round.getFirst().resident() - HEAP_BYTES, 0),
        new Used(STATE_BYTES + ALLOWANCE_BYTES, 0));
  }

  private static List<Turn<Used>> turns(List<List<Used>> rounds, int side) {
    return rounds.stream().map(round -> new Turn<>(round.getFirst(), round.get(side))).toList();
  }

  private Stream<Row> beside(String name, List<Turn<Used>> turns, Aim disk) {
    return Stream.of(
        row(
            "resident, " + name,
            "MB/million",
            turns,
            used -> used.residentPerMillion(enrollments),
            Aim.NONE),
        row("disk, " + name, "MB/million", turns, used -> used.diskPerMillion(enrollments), disk));
  }

  private static Row row(
      String beside, String unit, List<Turn<Used>> turns, ToDoubleFunction<Used> figure, Aim aim) {
    return Row.of(NAME, beside, unit, turns, figure, Ratio.TIMES_AS_MUCH, aim);
  }

  private Used ours() {
    Workbench own = emptied("ours");
    try (var bus = new EventBus(own.folder(), Map.of());
        var instance = LoneInstance.ofEnrollments(bus, SITE, own, JVM)) {
      Campus campus = Campuses.young();
      instance.fill(campus, enrollments);
      var urls = ViewUrls.ofEnrollments(instance.root());
      var _ =
          new Load(CONNECTIONS, own.time())
              .of(chance -> Question.get(urls.row(campus.anyEnrollment(chance))));
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

  /// A side's own folder, without what an earlier round has left there.
  private Workbench emptied(String side) {
    Workbench own = workbench.in(side);
    var _ = TemporaryFolder.at(own.folder());
    return own;
  }
}
