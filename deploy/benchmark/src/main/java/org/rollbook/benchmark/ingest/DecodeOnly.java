package org.rollbook.benchmark.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rollbook.benchmark.site.Step;
import org.rollbook.benchmark.system.MainProcess;
import org.rollbook.testkit.process.JvmArguments;

/// [DecodeMain] in a process of its own: the limit.
record DecodeOnly(Inbound inbound, Path folder) implements Side {

  @Override
  public String name() {
    return "consume and decode only";
  }

  @Override
  public Running start(int turn) {
    String group = "decode-" + turn;
    Path own = folder.resolve(group);
    return new GroupRunning(
        MainProcess.start(
            DecodeMain.class,
            JvmArguments.AT_WORK,
            own,
            List.of(group, inbound.bootstrapServers(), inbound.registryUrl(), inbound.topic())),
        new Step(group, inbound.topic()),
        Optional::empty,
        () -> {});
  }
}
