package org.rollbook.reconciler.lms;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollbook.model.CourseKey;

/// The organisations whose courses are compared, by the first part of a course key. A course of a
/// custom course coach (CCX) belongs to the organisation of its parent.
///
/// @param names in any order; none for all organisations
public record Orgs(Set<String> names) {

  public static final Orgs ALL = new Orgs(Set.of());

  /// What may be in the first part of a course key, in either spelling. No quotes: the names become
  /// part of statements.
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_\\-~.:%]+");

  public Orgs {
    names = Collections.unmodifiableSet(new TreeSet<>(names));
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("no organisation can have this name: " + name);
      }
    }
  }

  public static Orgs of(Collection<String> names) {
    return new Orgs(Set.copyOf(names));
  }

  public boolean all() {
    return names.isEmpty();
  }

  /// All names in one text, always in the same order.
  public String text() {
    return String.join(",", names);
  }

  public boolean include(CourseKey course) {
    return all() || beginnings().anyMatch(course.value()::startsWith);
  }

  /// The beginnings of course keys, one for each spelling of each name.
  private Stream<String> beginnings() {
    return names.stream()
        .flatMap(name -> Stream.of("course-v1:" + name + "+", "ccx-v1:" + name + "+", name + "/"));
  }

  /// A condition that holds for all of their courses, and perhaps for others whose name differs in
  /// case. Comparing beginnings needs no escape, as a pattern would: names have underscores.
  String condition(String column) {
    return beginnings()
        .map(
            beginning ->
                "LEFT(%s,%d)='%s'"
                    .formatted(column, beginning.codePointCount(0, beginning.length()), beginning))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }
}
