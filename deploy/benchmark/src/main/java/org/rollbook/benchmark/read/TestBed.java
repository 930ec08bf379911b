package org.rollbook.benchmark.read;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollbook.benchmark.embedded.BaselineServer;
import org.rollbook.benchmark.measure.Served;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.Database;
import org.rollbook.benchmark.site.EnrollmentTable;
import org.rollbook.benchmark.site.OurSite;
import org.rollbook.benchmark.site.TwoCourses;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Stamped;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.database.Postgres;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.ViewApi;
import org.rollbook.testkit.web.Web;

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
  private final List<CampusEnrollmentKey> owned;
  private final BaselineServer map;
  private final Optional<Postgres> postgres;
  private final Optional<BaselineServer> overPostgres;
  private final Optional<OurSite> baseline;

  /// A course and how many are enrolled in it, or were.
  record Roll(CourseKey key, int learners) {

    private static Roll of(CourseKey key, List<Stamped<TrueEnrollment>> rows) {
      long learners = rows.stream().filter(row -> row.payload().key().course().equals(key)).count();
      return new Roll(key, Math.toIntExact(learners));
    }
  }

  /// Starts and fills them, which takes minutes for a million enrollments.
  ///
  /// @param learners of the large course
  /// @param baselineJar another build of ours, to compare this build with
  public TestBed(int learners, Optional<Path> baselineJar, Workbench workbench) {
    Path folder = workbench.folder();
    var courses = new TwoCourses(learners, Clock.systemUTC().instant());
    campus = courses.campus();
    ours = OurSite.deployed(INSTANCES, workbench.jar("enrollments"), folder);
    ours.fill(campus, courses.enrollments());
    List<Stamped<TrueEnrollment>> rows = courses.rows();
    large = Roll.of(campus.courses().getFirst(), rows);
    small = Roll.of(campus.courses().getLast(), rows);
    requireAllOf(large);
    requireAllOf(small);
    owned = askedForOwned();
    map = BaselineServer.ofMap(courses, folder);
    postgres = Postgres.start();
    postgres.ifPresentOrElse(
        server -> EnrollmentTable.fill(Database.of(server), rows.stream()),
        workbench::reportNoPostgres);
    overPostgres = postgres.map(server -> BaselineServer.ofPostgres(server, folder));
    baseline = baselineJar.map(jar -> OurSite.deployed(1, jar, folder.resolve("baseline")));
    baseline.ifPresent(site -> site.fill(courses.campus(), courses.enrollments()));
    Stream.of(Stream.of(ours(1), map()), postgres().stream(), baseline().stream())
        .flatMap(servers -> servers)
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
    return ours.served(instance);
  }

  Served map() {
    return map.served();
  }

  /// Empty where PostgreSQL is not installed.
  Optional<Served> postgres() {
    return overPostgres.map(BaselineServer::served);
  }

  /// Another build of ours, if there is one to compare this build with. It has one instance, which
  /// owns everything.
  Optional<Served> baseline() {
    return baseline.map(site -> site.served(0));
  }

  /// The instance of ours that has a course's roster.
  Served ownerOf(Roll roll) {
    URI page = ours(0).urls().rowsOf(roll.key());
    try (var web = new Web(page.getPort())) {
      return IntStream.range(0, INSTANCES)
          .filter(instance -> isServedBy(instance, web, page))
          .mapToObj(this::ours)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("served by no owner: " + page));
    }
  }

  /// One of the enrollments in the large course that the first instance of ours owns.
  CampusEnrollmentKey anyOwned(RandomGenerator chance) {
    return owned.get(chance.nextInt(owned.size()));
  }

  /// An enrollment in the large course. Draws again for the few in a thousand that are in the small
  /// one.
  CampusEnrollmentKey any(RandomGenerator chance) {
    CampusEnrollmentKey key = campus.anyEnrollment(chance);
    while (!key.course().equals(large.key())) {
      key = campus.anyEnrollment(chance);
    }
    return key;
  }

  private void requireAllOf(Roll roll) {
    var reply = ViewApi.ofEnrollments(ours(0).root()).figures(roll.key());
    boolean all =
        reply instanceof Answered(var counts, _)
            && counts.filter(counted -> counted.total() == roll.learners()).isPresent();
    if (!all) {
      throw new IllegalStateException(roll + " is not what our instance answers: " + reply);
    }
  }

  private List<CampusEnrollmentKey> askedForOwned() {
    var urls = ours(0).urls();
    var chance = RandomGenerator.of("L64X128MixRandom");
    try (var web = new Web(ours(0).root().getPort())) {
      return Stream.generate(() -> any(chance))
          .filter(key -> isServedBy(0, web, urls.row(key)))
          .limit(OWNED)
          .toList();
    }
  }

  /// Whether this instance of ours answers as the owner.
  private boolean isServedBy(int instance, Web web, URI address) {
    String owner = "active 127.0.0.1:" + ours.instance(instance).settings().managementPort();
    return owner.equals(Served.get(web, address).header("Rollbook-Served-By"));
  }

  /// Asks as often as the first instance was asked who owns what, so that the code of all servers
  /// is equally compiled.
  private void warm(Served served) {
    try (var web = new Web(served.root().getPort())) {
      Stream.of(owned, owned)
          .flatMap(List::stream)
          .map(served.urls()::row)
          .forEach(
              address -> {
                var _ = Served.get(web, address);
              });
    }
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
