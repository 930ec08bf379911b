package org.rollbook.benchmark.write;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.site.Offsets.GroupStep;
import org.rollbook.benchmark.write.Contender.Running;
import org.rollbook.benchmark.write.Contender.Totals;
import org.rollbook.model.enrollments.CourseEnrollmentCountsRecord;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.enrollments.EnrollmentRecord;
import org.rollbook.model.enrollments.ModeCount;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.process.ViewProcess;

/// The enrollments topology, one instance of it with default settings.
final class Rollbook {

  /// A zero and the schema's id, before the Avro of each published value.
  private static final int FRAME = 5;

  private Rollbook() {}

  /// A build of it.
  ///
  /// @param sitesBefore how many of the sites that the topic can be read at another build uses
  static Contender contender(
      String name, Aim aim, Path jar, Inbound inbound, Path folder, int sitesBefore) {
    return new Contender(
        name, aim, run -> start(jar, inbound, folder.resolve(name + "-" + run), sitesBefore + run));
  }

  private static Running start(Path jar, Inbound inbound, Path folder, int run) {
    TopicPrefix site = inbound.site(run);
    Map<String, String> variables =
        Map.of(
            "ROLLBOOK_SOURCE_TOPICS",
            inbound.topicOf(run),
            "ROLLBOOK_PARTITIONS",
            Integer.toString(Inbound.PARTITIONS));
    var view =
        ViewProcess.start(
            inbound.bus().instance(site.value(), jar, folder, JvmArguments.AT_WORK, variables));
    String rows = EnrollmentContract.ENROLLMENTS.nameIn(site);
    String counts = EnrollmentContract.COURSE_ENROLLMENT_COUNTS.nameIn(site);
    return new Running(
        view.process(),
        GroupStep.ofEnrollments(site, inbound.topic()),
        List.of(rows, counts),
        () -> Optional.of(totals(inbound, rows, counts)),
        () -> {});
  }

  private static Totals totals(Inbound inbound, String rows, String counts) {
    return Totals.of(
        inbound.latest(rows, EnrollmentRecord.CODEC, FRAME),
        EnrollmentRecord::active,
        inbound.latest(counts, CourseEnrollmentCountsRecord.CODEC, FRAME).stream()
            .map(course -> new ModeCount(course.active(), course.total()))
            .toList());
  }
}
