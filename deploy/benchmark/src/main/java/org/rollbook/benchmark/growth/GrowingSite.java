package org.rollbook.benchmark.growth;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.LoadRequest;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.Committed;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.GroupStep;
import org.rollbook.benchmark.site.LoneInstance;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.Waiting;

/// A site with one instance, whose campus grows. One thread.
final class GrowingSite implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final EventBus bus;
  private final String name;
  private final LoneInstance instance;
  private final Committed committed;
  private final Campus campus = Campuses.young();

  /// Starts its instance.
  ///
  /// @param name the site's prefix
  GrowingSite(EventBus bus, String name, Workbench workbench) {
    this.bus = bus;
    this.name = name;
    instance = LoneInstance.ofEnrollments(bus, name, workbench.in(name), JvmArguments.AT_WORK);
    var site = new TopicPrefix(name);
    committed =
        new Committed(
            bus.broker().client().admin(),
            GroupStep.ofEnrollments(site, site.join(Campuses.TOPIC)));
  }

  /// How many enrollments it has.
  int size() {
    return campus.enrollments();
  }

  /// Publishes until it has a size, and waits until the instance has everything.
  void growTo(int enrollments) {
    instance.fill(campus, enrollments);
  }

  /// Adds some enrollments. Their events are published while the instance is frozen, so that it has
  /// a core for itself when it ingests them.
  ///
  /// @return microseconds for one event, until it is in all views
  double ingested(int enrollments) {
    List<Long> before = committed.passed();
    instance.process().process().freeze();
    int events = bus.fill(name, campus, size() + enrollments);
    long begun = System.nanoTime();
    instance.process().process().thaw();
    Waiting.until(
        () -> {
          if (!instance.process().process().isAlive()) {
            throw new IllegalStateException("the instance of " + name + " ended by itself");
          }
          return havePassed(events, before);
        },
        PATIENCE);
    return microseconds(System.nanoTime() - begun) / events;
  }

  /// Asks for random enrollments of the site.
  ///
  /// @return p99 in microseconds
  double asked(Load load) {
    var urls = ViewUrls.ofEnrollments(instance.root());
    return load.of(chance -> LoadRequest.get(urls.row(campus.anyEnrollment(chance)))).micros(0.99);
  }

  /// Starts the instance with empty state, waits until it has restored everything, and stops it.
  ///
  /// @return microseconds for one enrollment, including its history and counts
  double restored() {
    long taken = instance.restored().restoring().toNanos();
    instance.stop();
    return microseconds(taken) / size();
  }

  /// Stops the instance in good order.
  void stop() {
    instance.stop();
  }

  void startAgain() {
    instance.startAgain();
  }

  @Override
  public void close() {
    instance.close();
  }

  /// Transaction markers and watermarks count too; they are some in a thousand.
  private boolean havePassed(int events, List<Long> before) {
    List<Long> passed = committed.passed();
    return IntStream.range(0, passed.size())
        .allMatch(step -> passed.get(step) - before.get(step) >= events);
  }

  private static double microseconds(long nanos) {
    return nanos / 1e3;
  }
}
