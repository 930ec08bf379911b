package org.rollbook.benchmark.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.rollbook.benchmark.beside.Postgres;
import org.rollbook.benchmark.data.Roll;
import org.rollbook.benchmark.data.Rolls;
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

/// What all stores of an instance take, beside the bound that is set, plain Kafka Streams and
/// PostgreSQL. Once: filling takes minutes, and what comes of it hardly differs.
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
    List<Roll> rolls = Rolls.ofTerm("2026", enrollments);
    Used ours = ours(rolls);
    Used bound = new Used(STATE_BYTES + ALLOWANCE_BYTES, 0);
    Used beyondHeap = new Used(ours.resident() - HEAP_BYTES, 0);
    return Stream.concat(
            Stream.of(
                row(
                    "resident beyond the heap, state memory and 384 MiB",
                    "MB",
                    beyondHeap,
                    bound,
                    used -> used.resident() / 1e6,
                    Aim.atMost(1))),
            Stream.concat(
                beside("plain Kafka Streams", ours, plain(rolls), Aim.NONE),
                postgres(rolls).stream()
                    .flatMap(theirs -> beside("PostgreSQL", ours, theirs, Aim.atMost(0.7)))))
        .toList();
  }

  private Stream<Row> beside(String name, Used ours, Used theirs, Aim disk) {
    return Stream.of(
        row(
            "resident, " + name,
            "MB/million",
            ours,
            theirs,
            used -> used.residentPerMillion(enrollments),
            Aim.NONE),
        row(
            "disk, " + name,
            "MB/million",
            ours,
            theirs,
            used -> used.diskPerMillion(enrollments),
            disk));
  }

  private static Row row(
      String beside, String unit, Used ours, Used theirs, ToDoubleFunction<Used> figure, Aim aim) {
    return Row.of(
        NAME, beside, unit, List.of(new Turn<>(ours, theirs)), figure, Ratio.TIMES_AS_MUCH, aim);
  }

  private Used ours(List<Roll> rolls) {
    try (var bus = new EventBus(workbench.folder(), Map.of());
        var instance =
            LoneInstance.ofEnrollments(bus, SITE, workbench, JVM.toArray(String[]::new))) {
      instance.fill(rolls);
      var _ =
          new Load(CONNECTIONS, workbench.time())
              .of(chance -> Question.get(Rolls.anyOf(rolls, instance.root(), chance)));
      long resident = new OsProcess(instance.process().process().pid()).residentBytes();
      instance.stop();
      return new Used(
          resident, FolderSize.of(instance.process().settings().folder().resolve("state")));
    }
  }

  private Used plain(List<Roll> rolls) {
    try (var bus = new EventBus(workbench.folder(), Map.of())) {
      return PlainStores.used(bus, rolls, workbench.folder().resolve("plain"), JVM);
    }
  }

  private Optional<Used> postgres(List<Roll> rolls) {
    Optional<Postgres> started = Postgres.start();
    if (started.isEmpty()) {
      workbench.out().println("PostgreSQL is not installed: nothing is measured beside it.");
    }
    return started.map(
        postgres -> {
          try (postgres) {
            long disk = PostgresStores.fill(postgres.url(), rolls);
            return new Used(new OsProcess(postgres.pid()).residentBytes(), disk);
          }
        });
  }
}
