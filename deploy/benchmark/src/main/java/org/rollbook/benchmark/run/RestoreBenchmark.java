package org.rollbook.benchmark.run;

import java.util.List;
import java.util.Map;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Figure;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.Rounds.PairedRun;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.run.ChangelogReader.Reading;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.OurSite;
import org.rollbook.benchmark.site.OurSite.Restored;
import org.rollbook.testkit.process.JvmArguments;

/// An instance that lost everything and restores it alone, compared with a consumer that only reads
/// the same changelogs.
///
/// @param enrollments that it has
public record RestoreBenchmark(int enrollments, Workbench workbench) {

  private static final String BESIDE = "the same changelogs consumed";

  public List<ResultRow> rows() {
    try (var bus = new EventBus(workbench.folder(), Map.of());
        var site = OurSite.ofOne(bus, "restored", JvmArguments.AT_WORK, workbench)) {
      site.fill(Campuses.young(), enrollments);
      site.stop();
      Reading all = read(site);
      List<PairedRun<Reading>> runs =
          workbench.rounds().of(() -> restored(site, all), () -> read(site));
      Aim half = Aim.atLeast(0.5);
      return List.of(
          workbench.row(
              BESIDE, runs, Figure.timesAsMuch("rows/s", it -> it.records() / it.seconds(), half)),
          workbench.row(
              BESIDE,
              runs,
              Figure.timesAsMuch("MB/s", it -> it.bytes() / 1e6 / it.seconds(), half)),
          workbench.row(
              BESIDE + ", since start",
              runs,
              Figure.timesAsFast("s", Reading::sinceStart, Aim.NONE)));
    }
  }

  private Reading read(OurSite site) {
    return ChangelogReader.read(site, workbench.folder());
  }

  private static Reading restored(OurSite site, Reading all) {
    Restored restored = site.restored();
    return new Reading(
        all.records(),
        all.bytes(),
        restored.restoring().toNanos() / 1e9,
        restored.sinceStart().toNanos() / 1e9);
  }
}
