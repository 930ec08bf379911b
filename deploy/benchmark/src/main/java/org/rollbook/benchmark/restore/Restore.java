package org.rollbook.benchmark.restore;

import java.util.List;
import java.util.Map;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Turn;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.LoneInstance;
import org.rollbook.benchmark.site.LoneInstance.Restored;
import org.rollbook.testkit.process.JvmArguments;

/// An instance that lost all it had and restores it alone, beside a consumer that only reads the
/// same changelogs.
///
/// @param enrollments that it has
public record Restore(int enrollments, Workbench workbench) {

  private static final String NAME = "restore";
  private static final String SITE = "restored";
  private static final String BESIDE = "the same changelogs consumed";

  /// The rows of the table.
  public List<Row> rows() {
    try (var bus = new EventBus(workbench.folder(), Map.of());
        var instance = LoneInstance.ofEnrollments(bus, SITE, workbench, JvmArguments.AT_WORK)) {
      instance.fill(Campuses.young(), enrollments);
      instance.stop();
      Reading all = read(bus, instance);
      List<Turn<Reading>> turns =
          workbench.rounds().of(() -> restored(instance, all), () -> read(bus, instance));
      return List.of(
          Row.of(
              NAME,
              BESIDE,
              "rows/s",
              turns,
              reading -> reading.records() / reading.seconds(),
              Ratio.TIMES_AS_MUCH,
              Aim.atLeast(0.5)),
          Row.of(
              NAME,
              BESIDE,
              "MB/s",
              turns,
              reading -> reading.bytes() / 1e6 / reading.seconds(),
              Ratio.TIMES_AS_MUCH,
              Aim.atLeast(0.5)),
          Row.of(
              NAME,
              BESIDE + ", since start",
              "s",
              turns,
              Reading::sinceStart,
              Ratio.TIMES_AS_FAST,
              Aim.NONE));
    }
  }

  private Reading read(EventBus bus, LoneInstance instance) {
    return Reading.of(bus.broker().bootstrapServers(), instance.changelogs(), workbench.folder());
  }

  private static Reading restored(LoneInstance instance, Reading all) {
    Restored restored = instance.restored();
    instance.stop();
    return new Reading(
        all.records(), all.bytes(), restored.seconds(), restored.sinceStart().toNanos() / 1e9);
  }
}
