package org.rollbook.benchmark.ingest;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.rollbook.benchmark.site.GroupStep;
import org.rollbook.model.enrollments.CourseEnrollmentCountsRecord;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.enrollments.EnrollmentRecord;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;

/// The enrollments topology, one instance of it.
///
/// @param jar the packaged topology of the build that is measured
/// @param folder where instances keep logs and state
/// @param sitesBefore how many of the sites that the topic can be read at another build uses
record RollbookIngest(String name, Path jar, Inbound inbound, Path folder, int sitesBefore)
    implements Contender {

  @Override
  public Running start(int run) {
    TopicPrefix site = inbound.site(sitesBefore + run);
    var settings =
        ViewSettings.of(
                name(),
                jar,
                folder.resolve(name + "-" + run),
                inbound.bootstrapServers(),
                inbound.registryUrl())
            .with("EVENT_BUS_TOPIC_PREFIX", site.value())
            .with("ROLLBOOK_SOURCE_TOPICS", inbound.topicOf(sitesBefore + run))
            .with("ROLLBOOK_PARTITIONS", Integer.toString(Inbound.PARTITIONS))
            .with("ROLLBOOK_COMPLETE_FROM", "empty")
            .withJvmArguments(JvmArguments.AT_WORK);
    return new Instance(ViewProcess.start(settings), site);
  }

  /// A started instance.
  private final class Instance implements Running {

    private final ViewProcess process;
    private final TopicPrefix site;

    Instance(ViewProcess process, TopicPrefix site) {
      this.process = process;
      this.site = site;
    }

    @Override
    public boolean isAlive() {
      return process.process().isAlive();
    }

    @Override
    public List<GroupStep> steps() {
      return GroupStep.ofEnrollments(site, inbound.topic());
    }

    @Override
    public List<String> outputs() {
      return List.of(
          EnrollmentContract.ENROLLMENTS.nameIn(site),
          EnrollmentContract.COURSE_ENROLLMENT_COUNTS.nameIn(site));
    }

    @Override
    public Optional<Totals> totals() {
      Collection<EnrollmentRecord> rows =
          LatestRecords.ofFramed(
              EnrollmentContract.ENROLLMENTS.nameIn(site),
              EnrollmentRecord.CODEC,
              inbound.client());
      Collection<CourseEnrollmentCountsRecord> counts =
          LatestRecords.ofFramed(
              EnrollmentContract.COURSE_ENROLLMENT_COUNTS.nameIn(site),
              CourseEnrollmentCountsRecord.CODEC,
              inbound.client());
      return Optional.of(
          new Totals(
              rows.size(),
              rows.stream().filter(EnrollmentRecord::active).count(),
              counts.stream().mapToLong(CourseEnrollmentCountsRecord::total).sum(),
              counts.stream().mapToLong(CourseEnrollmentCountsRecord::active).sum()));
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
