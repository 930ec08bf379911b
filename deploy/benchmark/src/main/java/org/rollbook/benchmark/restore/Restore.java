package org.rollbook.benchmark.restore;

import java.util.List;
import java.util.Map;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.PairedRun;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.ResultRow.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.LoneInstance;
import org.rollbook.benchmark.site.LoneInstance.Restored;
import org.rollbook.testkit.process.JvmArguments;

/// An instance that lost everything and restores it alone, compared with a consumer that only reads
/// the same changelogs.
///
/// @param enrollments that it has
public record Restore(int enrollments, Workbench workbench) {

  private static final String NAME = "restore";
  private static final String SITE = "restored";
  private static final String BASELINE = "the same changelogs consumed";

  /// The rows of the table.
  public List<ResultRow> rows() {
    try (var bus = new EventBus(workbench.folder(), Map.of());
        var instance = LoneInstance.ofEnrollments(bus, SITE, workbench, JvmArguments.AT_WORK)) {
      instance.fill(Campuses.young(), enrollments);
      instance.stop();
      Reading all = read(bus, instance);
      List<PairedRun<Reading>> runs =
          workbench.rounds().of(() -> restored(instance, all), () -> read(bus, instance));
      return List.of(
          ResultRow.of(
              NAME,
              BASELINE,
              "rows/s",
              runs,
              reading -> reading.records() / reading.seconds(),
              Ratio.TIMES_AS_MUCH,
              Aim.atLeast(0.5)),
          ResultRow.of(
              NAME,
              BASELINE,
              "MB/s",
              runs,
              reading -> reading.bytes() / 1e6 / reading.seconds(),
              Ratio.TIMES_AS_MUCH,
              Aim.atLeast(0.5)),
          ResultRow.of(
              NAME,
              BASELINE + ", since start",
              "s",
              runs,
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
