package org.rollbook.benchmark.read;

import static org.rollbook.benchmark.measure.Aim.atLeast;
import static org.rollbook.benchmark.measure.Aim.atMost;
import static org.rollbook.benchmark.measure.Figure.timesAsFast;
import static org.rollbook.benchmark.measure.Figure.timesAsMuch;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Figure;
import org.rollbook.benchmark.measure.Load;
import org.rollbook.benchmark.measure.Load.Result;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.Served;
import org.rollbook.benchmark.measure.Served.Cost;
import org.rollbook.benchmark.measure.Workbench;

/// What is asked of the servers of a test bed, and what it is compared with.
public record ReadBenchmarks(TestBed testBed, Workbench workbench) {

  /// A rate that every contender keeps up with, so that latencies and not the clients differ.
  private static final int RATE = 4_000;

  private static final int LOOKED_UP = 1_000;

  /// One enrollment after the other, each asked of its owner, over more and more connections, and
  /// at a fixed rate. Since clients share the machine, the result also has the processor time that
  /// an answer costs the servers.
  public List<ResultRow> point() {
    return Stream.of(
            points("hash map", testBed.map(), atLeast(0.7)),
            testBed.postgres().stream().flatMap(it -> points("PostgreSQL", it, atLeast(2))),
            testBed.baseline().stream()
                .flatMap(it -> points("baseline", it, Aim.AS_FAST_AS_BASELINE)))
        .flatMap(rows -> rows)
        .toList();
  }

  private Stream<ResultRow> points(String name, Served theirs, Aim aim) {
    return Stream.concat(
        Stream.of(1, 16, 64, 256)
            .flatMap(
                connections ->
                    points(
                        connections + " connections, " + name,
                        Load.closed(connections, workbench.time()),
                        theirs,
                        aim)),
        points(
            "%,d/s, %s".formatted(RATE, name),
            Load.open(64, RATE, workbench.time()),
            theirs,
            Aim.NONE));
  }

  private Stream<ResultRow> points(String beside, Load load, Served theirs, Aim aim) {
    var runs =
        workbench
            .rounds()
            .of(
                () -> testBed.ours(0).rows(load, testBed::anyOwned),
                () -> theirs.rows(load, testBed::anyOwned));
    return Stream.<Figure<Cost>>of(
            timesAsMuch("requests/s", cost -> cost.seen().perSecond(), aim),
            timesAsFast("p50.0 us", cost -> cost.seen().micros(0.5), aim),
            timesAsFast("p99.0 us", cost -> cost.seen().micros(0.99), aim),
            timesAsFast("p99.9 us", cost -> cost.seen().micros(0.999), aim),
            timesAsFast("processor us", Cost::processorMicros, Aim.NONE))
        .map(figure -> workbench.row(beside, runs, figure));
  }

  /// Enrollments that one instance owns, asked of the other instance and of that one.
  public List<ResultRow> hop() {
    var load = Load.closed(16, workbench.time());
    String beside = "16 connections, the owner";
    var runs =
        workbench
            .rounds()
            .of(
                () -> testBed.ours(1).rows(load, testBed::anyOwned).seen(),
                () -> testBed.ours(0).rows(load, testBed::anyOwned).seen());
    return List.of(
        workbench.row(beside, runs, timesAsMuch("requests/s", Result::perSecond, atLeast(0.3))),
        workbench.row(beside, runs, timesAsFast("p50 us", seen -> seen.micros(0.5), atLeast(0.3))));
  }

  /// A page of a roster, at its beginning, middle and end.
  public List<ResultRow> roster() {
    var ours = RosterPages.of(testBed.ownerOf(testBed.large()), testBed.large());
    URI small = RosterPages.first(testBed.ownerOf(testBed.small()), testBed.small());
    Figure<Double> flat = timesAsMuch("p50 us", Double::doubleValue, atMost(1.3));
    Figure<Double> faster = timesAsFast("p50 us", Double::doubleValue, atLeast(1));
    return Stream.concat(
            pages("a course of 1,000", ours, new RosterPages(small, small, small), flat),
            testBed.postgres().stream()
                .map(postgres -> RosterPages.of(postgres, testBed.large()))
                .flatMap(theirs -> pages("PostgreSQL", ours, theirs, faster)))
        .toList();
  }

  private Stream<ResultRow> pages(
      String name, RosterPages ours, RosterPages theirs, Figure<Double> figure) {
    return Stream.of(
        page("first page, " + name, ours.first(), theirs.first(), figure),
        page("middle page, " + name, ours.middle(), theirs.middle(), figure),
        page("last page, " + name, ours.last(), theirs.last(), figure));
  }

  private ResultRow page(String beside, URI ours, URI theirs, Figure<Double> figure) {
    return workbench.compare(beside, () -> p50(ours), () -> p50(theirs), figure);
  }

  private double p50(URI page) {
    return closed().of(_ -> new Load.Request(page, "")).micros(0.5);
  }

  /// A thousand enrollments: in one request, or one after the other on one connection.
  public List<ResultRow> lookup() {
    Served ours = testBed.ours(0);
    Supplier<Double> oneByOne =
        () -> LOOKED_UP * ours.rows(closed(), testBed::any).seen().meanMillis();
    return Stream.concat(
            Stream.of(lookup("1,000 requests", ours, oneByOne, atLeast(20))),
            testBed.postgres().stream()
                .map(theirs -> lookup("PostgreSQL", ours, () -> atOnce(theirs), atLeast(1))))
        .toList();
  }

  private ResultRow lookup(String beside, Served ours, Supplier<Double> theirs, Aim aim) {
    return workbench.compare(
        beside, () -> atOnce(ours), theirs, timesAsFast("ms", Double::doubleValue, aim));
  }

  /// The mean time of an answer with all of them, in milliseconds.
  private double atOnce(Served served) {
    return served
        .lookups(
            closed(),
            chance -> IntStream.range(0, LOOKED_UP).mapToObj(_ -> testBed.any(chance)).toList())
        .meanMillis();
  }

  private Load closed() {
    return Load.closed(1, workbench.time());
  }
}
