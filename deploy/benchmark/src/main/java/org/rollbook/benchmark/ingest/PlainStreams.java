package org.rollbook.benchmark.ingest;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.rollbook.benchmark.site.GroupStep;
import org.rollbook.benchmark.system.MainProcess;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.enrollments.ModeCount;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JvmArguments;

/// [PlainStreamsMain] in a process of its own.
record PlainStreams(Inbound inbound, Path folder) implements Contender {

  @Override
  public String name() {
    return "plain Kafka Streams";
  }

  @Override
  public Running start(int run) {
    String application = "plain-" + run;
    List<String> outputs = PlainStreamsMain.outputs(application);
    outputs.forEach(topic -> inbound.client().createTopic(topic, Inbound.PARTITIONS));
    Path state = folder.resolve(application);
    return new Instance(
        MainProcess.start(
            PlainStreamsMain.class,
            JvmArguments.AT_WORK,
            state,
            List.of(
                application,
                inbound.bootstrapServers(),
                inbound.registryUrl(),
                inbound.topic(),
                state.toString())),
        application,
        outputs);
  }

  /// A started application.
  private final class Instance implements Running {

    private final ChildProcess process;
    private final String application;
    private final List<String> outputs;

    Instance(ChildProcess process, String application, List<String> outputs) {
      this.process = process;
      this.application = application;
      this.outputs = outputs;
    }

    @Override
    public boolean isAlive() {
      return process.isAlive();
    }

    /// Without the topic by which counts are grouped: the number of its records is not known.
    @Override
    public List<GroupStep> steps() {
      return List.of(
          new GroupStep(application, inbound.topic()),
          new GroupStep(application, repartition(PlainStreamsMain.BY_LEARNER)),
          new GroupStep(application, repartition(PlainStreamsMain.BY_COURSE)));
    }

    private String repartition(String name) {
      return application + "-" + name + "-repartition";
    }

    @Override
    public List<String> outputs() {
      return outputs;
    }

    @Override
    public Optional<Totals> totals() {
      Collection<Enrollment> rows =
          LatestRecords.of(
              PlainStreamsMain.enrollmentsTopic(application),
              new PlainEnrollment(),
              inbound.client());
      List<ModeCount> counts =
          LatestRecords.of(
                  PlainStreamsMain.countsTopic(application),
                  new PlainCounts.Form(),
                  inbound.client())
              .stream()
              .flatMap(course -> course.modes().values().stream())
              .toList();
      return Optional.of(
          new Totals(
              rows.size(),
              rows.stream().filter(Enrollment::active).count(),
              counts.stream().mapToLong(ModeCount::total).sum(),
              counts.stream().mapToLong(ModeCount::active).sum()));
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
