package org.rollbook.benchmark.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollbook.benchmark.baseline.BaselineServer;
import org.rollbook.benchmark.baseline.Postgres;
import org.rollbook.benchmark.baseline.PostgresTable;
import org.rollbook.benchmark.data.TwoCourses;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.LoadRequest;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.OurSite;
import org.rollbook.benchmark.system.OsProcess;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Stamped;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.sample.Lookups;
import org.rollbook.testkit.sample.SampleReply;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.ViewApi;
import org.rollbook.testkit.sample.ViewUrls;

/// The servers that are asked: two instances of ours, and the same server over hash maps and over
/// PostgreSQL, all with the same enrollments in a large and a small course.
public final class TestBed implements AutoCloseable {

  private static final int INSTANCES = 2;

  /// This many enrollments are drawn where their owner matters.
  private static final int OWNED = 10_000;

  private final Campus campus;
  private final Roll large;
  private final Roll small;
  private final OurSite ours;
  private final List<CampusEnrollmentKey> ownedByTheFirst;
  private final BaselineServer map;
  private final Optional<Postgres> postgres;
  private final Optional<BaselineServer> overPostgres;
  private final Optional<OurSite> baseline;

  /// Starts and fills them, which takes minutes for a million enrollments.
  ///
  /// @param learners of the large course
  /// @param baselineJar another build of ours, to compare this build with
  public TestBed(int learners, Optional<Path> baselineJar, Workbench workbench) {
    Path folder = workbench.folder();
    var courses = new TwoCourses(learners, Clock.systemUTC().instant());
    campus = courses.campus();
    ours = new OurSite(workbench.enrollmentsJar(), INSTANCES, folder);
    ours.fill(campus, courses.enrollments());
    List<Stamped<Enrollment>> rows = courses.rows();
    large = roll(campus.courses().getFirst(), rows);
    small = roll(campus.courses().getLast(), rows);
    requireAllOf(large);
    requireAllOf(small);
    ownedByTheFirst = askedForOwned();
    map = BaselineServer.ofMap(courses, folder);
    postgres = Postgres.start();
    postgres.ifPresent(server -> PostgresTable.fill(server.url(), rows.stream()));
    if (postgres.isEmpty()) {
      workbench.out().println("PostgreSQL is not installed: nothing is compared with it.");
    }
    overPostgres = postgres.map(server -> BaselineServer.ofPostgres(server, folder));
    baseline = baselineJar.map(jar -> filled(jar, courses, folder.resolve("baseline")));
    Stream.of(Stream.of(ours(1), map()), postgres().stream(), baseline().stream())
        .flatMap(served -> served)
        .map(Served::root)
        .forEach(this::warm);
  }

  Roll large() {
    return large;
  }

  Roll small() {
    return small;
  }

  /// An instance of ours.
  Served ours(int instance) {
    return new Served(ours.root(instance), List.of(new OsProcess(ours.pid(instance))));
  }

  Served map() {
    return new Served(map.root(), List.of(new OsProcess(map.pid())));
  }

  /// Empty where PostgreSQL is not installed.
  Optional<Served> postgres() {
    return overPostgres.flatMap(
        server ->
            postgres.map(
                database ->
                    new Served(
                        server.root(),
                        List.of(new OsProcess(server.pid()), new OsProcess(database.pid())))));
  }

  /// Another build of ours, if there is one to compare this build with. It has one instance, which
  /// owns everything.
  Optional<Served> baseline() {
    return baseline.map(site -> new Served(site.root(0), List.of(new OsProcess(site.pid(0)))));
  }

  private static OurSite filled(Path jar, TwoCourses courses, Path folder) {
    var site = new OurSite(jar, 1, folder);
    site.fill(courses.campus(), courses.enrollments());
    return site;
  }

  /// Enrollments in the large course, which the first instance of ours owns.
  List<CampusEnrollmentKey> ownedByTheFirst() {
    return ownedByTheFirst;
  }

  /// The instance of ours that has a course's roster.
  Served ownerOf(Roll roll) {
    try (var http = HttpClient.newHttpClient()) {
      URI page = ViewUrls.ofEnrollments(ours.root(0)).rowsOf(roll.course());
      String owner = servedBy(http, Load.get(page));
      return IntStream.range(0, INSTANCES)
          .filter(instance -> owner.equals(asOwner(instance)))
          .mapToObj(this::ours)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("served by " + owner));
    }
  }

  /// A request for many enrollments at once.
  static LoadRequest lookup(Served served, List<CampusEnrollmentKey> keys) {
    return new LoadRequest(
        ViewUrls.ofEnrollments(served.root()).lookup(), Lookups.question(keys).toString());
  }

  /// Keys of enrollments in the large course.
  List<CampusEnrollmentKey> keys(int number, RandomGenerator chance) {
    return IntStream.range(0, number).mapToObj(i -> anyKey(chance)).toList();
  }

  private void requireAllOf(Roll roll) {
    SampleReply<Optional<TrueCourseCounts>> reply =
        ViewApi.ofEnrollments(ours.root(0)).figures(roll.course());
    boolean all =
        reply instanceof Answered(var counts, _)
            && counts.filter(counted -> counted.total() == roll.learners()).isPresent();
    if (!all) {
      throw new IllegalStateException(roll + " is not what our instance answers: " + reply);
    }
  }

  private List<CampusEnrollmentKey> askedForOwned() {
    var urls = ViewUrls.ofEnrollments(ours.root(0));
    String owner = asOwner(0);
    var chance = RandomGenerator.of("L64X128MixRandom");
    try (var http = HttpClient.newHttpClient()) {
      return Stream.generate(() -> anyKey(chance))
          .filter(key -> owner.equals(servedBy(http, Load.get(urls.row(key)))))
          .limit(OWNED)
          .toList();
    }
  }

  /// The `Rollbook-Served-By` of an owner.
  private String asOwner(int instance) {
    return "active " + ours.name(instance);
  }

  private static String servedBy(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding())
          .headers()
          .firstValue("Rollbook-Served-By")
          .orElse("nobody");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Asks as often as the first instance was asked who owns what, so that the code of all servers
  /// is equally compiled.
  private void warm(URI root) {
    var urls = ViewUrls.ofEnrollments(root);
    try (var http = HttpClient.newHttpClient()) {
      ownedByTheFirst.forEach(key -> Load.send(http, Load.get(urls.row(key))));
      ownedByTheFirst.forEach(key -> Load.send(http, Load.get(urls.row(key))));
    }
  }

  /// Draws again for the few in a thousand that are in the small course.
  private CampusEnrollmentKey anyKey(RandomGenerator chance) {
    CampusEnrollmentKey key = campus.anyEnrollment(chance);
    while (!key.course().equals(large.course())) {
      key = campus.anyEnrollment(chance);
    }
    return key;
  }

  private static Roll roll(CourseKey course, List<Stamped<Enrollment>> rows) {
    long learners = rows.stream().filter(row -> row.payload().course().equals(course)).count();
    return new Roll(course, Math.toIntExact(learners));
  }

  @Override
  public void close() {
    baseline.ifPresent(OurSite::close);
    overPostgres.ifPresent(BaselineServer::close);
    postgres.ifPresent(Postgres::close);
    map.close();
    ours.close();
  }
}
