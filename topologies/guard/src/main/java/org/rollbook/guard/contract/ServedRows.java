package org.rollbook.guard.contract;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;
import org.rollbook.model.topic.EventContract;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// The HTTP API of a view over the samples that it gives.
///
/// @param web a client of it
public record ServedRows(HttpServer server, Web web) implements AutoCloseable {

  static final String PUBLIC_URL = "https://edx.example/rollbook";

  /// A row in a course with a key from before 2014, which has slashes.
  static final LearnerCourse OLD =
      new LearnerCourse(new LearnerId(5), new CourseKey("edX/DemoX/2011_Fall"));

  /// A row that the LMS does not have any more.
  static final LearnerCourse DELETED = new LearnerCourse(new LearnerId(6), OLD.course());

  static <E, R, A> ServedRows of(ServedSamples<E, R, A> samples) {
    Stamped<E> first = samples.received().getFirst();
    List<Stamped<E>> events = new ArrayList<>(samples.received());
    events.add(earlier(first, first.payload()));
    List<EventContract> types = samples.definition().contract().events();
    events.add(earlier(first, samples.payload(types.getFirst().type(), OLD, 1)));
    events.add(earlier(first, samples.payload(types.getFirst().type(), DELETED, 1)));
    events.add(deleted(first, samples));
    var queries = new FakeQueries<>(samples.definition(), events);
    HttpServer server =
        HttpServer.start(
            new HttpSettings(
                0,
                0,
                Optional.of("127.0.0.1"),
                Optional.of(URI.create(PUBLIC_URL)),
                HttpSettings.Security.OFF,
                Duration.ofMinutes(5),
                16),
            QueryMeters.NONE,
            RejectedEvents.NONE,
            queries,
            samples.definition().controllers().apply(queries));
    return new ServedRows(server, new Web(server.port()));
  }

  private static <E> Stamped<E> earlier(Stamped<E> event, E payload) {
    EventStamp stamp = event.stamp();
    return new Stamped<>(
        new EventStamp(
            stamp.eventTime().minusSeconds(60), stamp.eventType(), "earlier", stamp.source()),
        event.position(),
        payload);
  }

  private static <E> Stamped<E> deleted(Stamped<E> event, ServedSamples<E, ?, ?> samples) {
    EventType absent = samples.types().getFirst();
    EventStamp stamp = event.stamp();
    return new Stamped<>(
        new EventStamp(stamp.eventTime(), absent, "deleted", stamp.source()),
        event.position(),
        samples.payload(absent, DELETED, 0));
  }

  Reply get(String path) {
    return web.get(path);
  }

  /// Follows a link that clients see from outside.
  Reply follow(String url) {
    return web.get(url.substring(PUBLIC_URL.length()));
  }

  @Override
  public void close() {
    web.close();
    server.close();
  }
}
