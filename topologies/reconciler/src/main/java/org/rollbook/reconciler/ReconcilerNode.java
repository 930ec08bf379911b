package org.rollbook.reconciler;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.rollbook.model.avro.RegistryClient;
import org.rollbook.model.lms.LmsRows;
import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.lms.ComparedTables;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.pass.Reconciler;
import org.rollbook.reconciler.publish.Lease;
import org.rollbook.reconciler.publish.LogTopic;
import org.rollbook.reconciler.publish.ReadingPublisher;
import org.rollbook.reconciler.publish.ReconcilerLog;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.PassReport;
import org.rollbook.reconciler.settings.ReconcilerSettings;
import org.rollbook.reconciler.view.ViewClient;
import org.rollbook.runtime.ingest.registry.SiteSchemas;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.node.NodeSettings;
import org.rollbook.runtime.node.ProcessNode;
import org.rollbook.runtime.node.health.ProcessStatus;
import org.rollbook.runtime.node.metrics.KafkaMeters;
import org.rollbook.runtime.node.metrics.MeterRegistries;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.docs.FrontPage;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.settings.WrongSetting;
import org.rollbook.runtime.topics.ManagedTopic;
import org.rollbook.runtime.topics.TopicProvisioning;
import org.rollbook.runtime.view.streams.PublishedSchemas;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running instance of the reconciler.
///
/// HTTP starts first, so that readiness can report what the rest waits for. Then come the topics,
/// the schemas, the database, and the views.
final class ReconcilerNode implements ProcessNode, ProcessStatus {

  private static final Logger LOG = LoggerFactory.getLogger(ReconcilerNode.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final int CONCURRENT_READS = 16;

  private static final List<ComparedTable<?>> TABLES =
      List.of(ComparedTables.ENROLLMENTS, ComparedTables.GRADES);

  private final ReconcilerSettings settings;
  private final TopicProvisioning provisioning;
  private final SiteSchemas siteSchemas;
  private final RegistryClient registry;
  private final PublishedSchemas schemas;
  private final LmsDatabase database;
  private final ReadingPublisher publisher;
  private final ReconcilerLog log;
  private final Lease lease;
  private final Reconciler reconciler;
  private final HttpServer http;
  private final Clock clock;
  private final List<ViewClient> views = new ArrayList<>();
  private final CompletableFuture<Throwable> death = new CompletableFuture<>();
  private volatile Optional<String> waitingFor = Optional.of("the start");
  private volatile boolean closing;

  ReconcilerNode(ReconcilerSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    Settings common = settings.common();
    provisioning = new TopicProvisioning(NodeSettings.admin(common), common.topics().replication());
    siteSchemas = new SiteSchemas(common);
    registry =
        new RegistryClient(
            common.registry().url(),
            common.registry().credentials(),
            siteSchemas,
            common.registry().lost(),
            clock);
    schemas =
        new PublishedSchemas(registry, ReadingPublisher.schemas(common.topicPrefix(), TABLES));
    database =
        new LmsDatabase(
            settings.databaseUrl(), settings.username(), settings.password(), settings.orgs());
    publisher = new ReadingPublisher(common, schemas::of);
    log = new ReconcilerLog(common);
    lease = new Lease(common, log);
    reconciler = new Reconciler(settings, lease, log, database, clock);
    PrometheusMeterRegistry meters = MeterRegistries.prometheus();
    register(meters);
    http =
        HttpServer.start(
            NodeSettings.http(common, CONCURRENT_READS),
            QueryMeters.NONE,
            RejectedEvents.NONE,
            this,
            reconciler,
            meters,
            clock,
            new FrontPage("/drift"),
            new KafkaMeters(meters, List.of()));
    var _ = reconciler.death().thenAccept(this::died);
    var _ = lease.death().thenAccept(this::died);
    var _ = log.death().thenAccept(this::died);
  }

  private void died(Throwable cause) {
    death.complete(cause);
  }

  @Override
  public Throwable serve() throws InterruptedException {
    Settings common = settings.common();
    waitingFor = Optional.of("the topics");
    provisioning.provide(
        List.of(
            new ManagedTopic(
                common.readingsTopic(),
                common.topics().partitions(),
                ManagedTopic.Partitioning.ANY,
                LmsRows.settings().config()),
            new LogTopic(common.topicPrefix()).managed()));
    log.start();
    waitingFor = Optional.of("what earlier processes have found");
    CompletableFuture.anyOf(log.complete(), death).join();
    if (death.isDone()) {
      return death.join();
    }
    waitingFor = Optional.of("the registry");
    schemas.register();
    Map<ComparedTable<?>, ViewClient> byTable = viewsOf();
    for (ComparedTable<?> table : TABLES) {
      ViewClient view = byTable.get(table);
      if (view != null) {
        awaitColumns(table);
        reconciler.compare(table, view, publisher);
      }
    }
    waitingFor = Optional.empty();
    lease.start();
    reconciler.start();
    return death.join();
  }

  /// Finds out which address is which view's. A view that does not answer is waited for.
  private Map<ComparedTable<?>, ViewClient> viewsOf() throws InterruptedException {
    Map<ComparedTable<?>, ViewClient> byTable = new HashMap<>();
    for (URI address : settings.views()) {
      var view = new ViewClient(address);
      views.add(view);
      boolean known = false;
      while (!known) {
        try {
          for (ComparedTable<?> table : TABLES) {
            if (view.has(table.view())) {
              byTable.put(table, view);
              known = true;
            }
          }
          if (!known) {
            throw new WrongSetting(
                "ROLLBOOK_VIEWS", address + " is no view that a table can be compared with");
          }
        } catch (IOException notNow) {
          waitFor("the view at " + address, notNow);
        }
      }
    }
    return byTable;
  }

  /// Wrong credentials and missing tables may be mended while we wait: the LMS may be migrating.
  private void awaitColumns(ComparedTable<?> table) throws InterruptedException {
    boolean there = false;
    while (!there) {
      try {
        database.requireColumns(table);
        there = true;
      } catch (SQLException notNow) {
        // A server may give a new permission only to new connections.
        database.close();
        waitFor("the table " + table.name(), notNow);
      }
    }
  }

  private void waitFor(String what, Exception why) throws InterruptedException {
    String sentence = what + ": " + String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    if (!waitingFor.equals(Optional.of(sentence))) {
      LOG.atWarn().addKeyValue("why", sentence).log("Waiting");
    }
    waitingFor = Optional.of(sentence);
    Thread.sleep(AGAIN);
  }

  private void register(MeterRegistry meters) {
    Gauge.builder("rollbook.reconciler.works", () -> reconciler.works() ? 1 : 0)
        .description("1 on the instance that compares, 0 on those that stand by")
        .register(meters);
    FunctionCounter.builder(
            "rollbook.reconciler.database.seconds", database, asked -> asked.busy().toNanos() / 1e9)
        .description("How long the database was kept busy")
        .register(meters);
    FunctionCounter.builder(
            "rollbook.reconciler.database.statements", database, LmsDatabase::statements)
        .description("Statements sent to the database")
        .register(meters);
    for (ComparedTable<?> table : TABLES) {
      for (DriftKind kind : DriftKind.values()) {
        Gauge.builder("rollbook.reconciler.drift", () -> reconciler.drifted(table.name(), kind))
            .description("Rows that were found to have drifted, since the process began")
            .tag("table", table.name())
            .tag("kind", kind.word())
            .register(meters);
        Gauge.builder(
                "rollbook.reconciler.drift.per.million",
                () -> reconciler.perMillion(table.name(), kind))
            .description("Rows of a million that have drifted in the last 30 days")
            .tag("table", table.name())
            .tag("kind", kind.word())
            .register(meters);
      }
      Gauge.builder("rollbook.reconciler.verified.age.seconds", () -> verifiedAge(table))
          .description("How long ago the last whole pass began; NaN before the first")
          .tag("table", table.name())
          .register(meters);
    }
  }

  private double verifiedAge(ComparedTable<?> table) {
    Instant now = clock.instant();
    return reconciler.reports().stream()
        .filter(report -> report.table().equals(table.name()))
        .filter(PassReport::isWhole)
        .findFirst()
        .map(report -> Duration.between(report.startedAt(), now).toMillis() / 1_000.0)
        .orElse(Double.NaN);
  }

  @Override
  public List<String> waitingFor() {
    return provisioning
        .waitingFor()
        .or(schemas::waitingFor)
        .or(() -> waitingFor)
        .map(List::of)
        .orElse(List.of());
  }

  @Override
  public Optional<String> death() {
    return death.isDone()
        ? Optional.of(String.valueOf(death.join().getMessage()))
        : Optional.empty();
  }

  @Override
  public boolean works() {
    return reconciler.works();
  }

  @Override
  public Optional<String> trouble() {
    return reconciler.trouble();
  }

  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    try {
      reconciler.close();
      lease.close();
      log.close();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
    http.close();
    views.forEach(ViewClient::close);
    registry.close();
    siteSchemas.close();
  }
}
