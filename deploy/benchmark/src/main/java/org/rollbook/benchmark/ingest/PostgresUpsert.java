package org.rollbook.benchmark.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rollbook.benchmark.baseline.Postgres;
import org.rollbook.benchmark.site.GroupStep;
import org.rollbook.benchmark.system.MainProcess;
import org.rollbook.testkit.process.JvmArguments;

/// [UpsertMain] in a process of its own, and the database.
record PostgresUpsert(Inbound inbound, Postgres postgres, Path folder) implements Contender {

  @Override
  public String name() {
    return "batches into PostgreSQL";
  }

  @Override
  public Running start(int run) {
    String group = "upsert-" + run;
    Path own = folder.resolve(group);
    var tables = new UpsertTables(postgres.url());
    tables.makeAnew();
    return new GroupRunning(
        MainProcess.start(
            UpsertMain.class,
            JvmArguments.AT_WORK,
            own,
            List.of(
                group,
                inbound.bootstrapServers(),
                inbound.registryUrl(),
                inbound.topic(),
                postgres.url())),
        new GroupStep(group, inbound.topic()),
        () -> Optional.of(totals(tables)),
        tables::empty);
  }

  /// What the tables have; they must have every event in the history too.
  private Totals totals(UpsertTables tables) {
    long history = tables.history();
    if (history != inbound.events()) {
      throw new IllegalStateException("the history has " + history + " events");
    }
    return tables.totals();
  }
}
