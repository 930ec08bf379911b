package org.rollbook.benchmark.measure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.sample.Lookups;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// A server of enrollments that is asked.
///
/// @param root its address, without `/v1`
/// @param by all processes that work for the answers
public record Served(URI root, OsProcesses by) {

  /// What its clients saw, and the processor time of its processes.
  public record Cost(Load.Result seen, Duration processor) {

    /// For each answer.
    public double processorMicros() {
      return processor.toNanos() / 1e3 / seen.nanos().getTotalCount();
    }
  }

  public ViewUrls urls() {
    return ViewUrls.ofEnrollments(root);
  }

  /// Clients ask for one drawn enrollment after the other.
  public Cost rows(Load load, Function<RandomGenerator, CampusEnrollmentKey> keys) {
    ViewUrls urls = urls();
    Duration before = by.processorTime();
    var seen = load.of(chance -> new Load.Request(urls.row(keys.apply(chance)), ""));
    return new Cost(seen, by.processorTime().minus(before));
  }

  /// Clients ask for many drawn enrollments with each request.
  public Load.Result lookups(Load load, Function<RandomGenerator, List<CampusEnrollmentKey>> keys) {
    URI address = urls().lookup();
    return load.of(
        chance -> new Load.Request(address, Lookups.question(keys.apply(chance)).toString()));
  }

  /// Sends one request to any server on this machine.
  ///
  /// @throws IllegalStateException for any status but 200
  public static Reply get(Web web, URI address) {
    String query = address.getRawQuery();
    Reply reply =
        web.get(query == null ? address.getRawPath() : address.getRawPath() + "?" + query);
    if (reply.status() != 200) {
      throw new IllegalStateException(address + ": " + reply.status() + " " + reply.body());
    }
    return reply;
  }
}
