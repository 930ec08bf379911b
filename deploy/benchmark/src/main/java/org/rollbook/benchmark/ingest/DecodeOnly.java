package org.rollbook.benchmark.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rollbook.benchmark.site.GroupStep;
import org.rollbook.benchmark.system.MainProcess;
import org.rollbook.testkit.process.JvmArguments;

/// [DecodeMain] in a process of its own: the upper limit.
record DecodeOnly(Inbound inbound, Path folder) implements Contender {

  @Override
  public String name() {
    return "consume and decode only";
  }

  @Override
  public Running start(int run) {
    String group = "decode-" + run;
    Path own = folder.resolve(group);
    return new GroupRunning(
        MainProcess.start(
            DecodeMain.class,
            JvmArguments.AT_WORK,
            own,
            List.of(group, inbound.bootstrapServers(), inbound.registryUrl(), inbound.topic())),
        new GroupStep(group, inbound.topic()),
        Optional::empty,
        () -> {});
  }
}
