package org.rollbook.model;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Figures by a text that comes from outside, such as a course's counts by enrollment mode. The
/// number of figures is bounded, whatever the texts are.
///
/// At most [#MOST] texts have a figure of their own; all other texts are counted together under
/// [#REST]. While there is a rest, a new text gets a figure of its own only if it is shorter than a
/// text that has one (of two equally long texts, the first in order counts as shorter). The longer
/// text then moves to the rest: texts for people to read are short.
///
/// So all rows of one text are always counted in one figure, each figure with a name is exact, the
/// rest is exact, and taking a row out undoes putting it in, in any order. Only the choice of texts
/// that have a name may depend on the order, and only if there are more texts than fit.
public final class BoundedKeys {

  /// Open edX has some ten modes, and grading scales as many letters.
  public static final int MOST = 100;

  /// The rest, and any text that is equal to this name.
  public static final String REST = "(other)";

  private static final Comparator<String> ORDER =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private BoundedKeys() {}

  /// The figures after a change of the one that counts a text.
  ///
  /// @param none the figure of a text without rows
  /// @param plus the sum of two figures
  public static <F> SortedMap<String, F> changed(
      Map<String, F> figures,
      String text,
      F none,
      UnaryOperator<F> change,
      BinaryOperator<F> plus) {
    var next = new TreeMap<>(figures);
    String key = keyOf(next, text);
    next.put(key, change.apply(next.getOrDefault(key, none)));
    while (named(next) > MOST) {
      String last = lastNamed(next);
      next.merge(REST, next.getOrDefault(last, none), plus);
      next.remove(last);
    }
    // A text with a name keeps it while there is a rest: no text of the rest may get its figure.
    if (named(next) < MOST || next.getOrDefault(REST, none).equals(none)) {
      next.values().removeIf(none::equals);
    }
    return Collections.unmodifiableSortedMap(next);
  }

  private static String keyOf(Map<String, ?> figures, String text) {
    boolean named =
        figures.containsKey(text)
            || !figures.containsKey(REST)
            || named(figures) < MOST
            || ORDER.compare(text, lastNamed(figures)) < 0;
    return named ? text : REST;
  }

  private static int named(Map<String, ?> figures) {
    return figures.containsKey(REST) ? figures.size() - 1 : figures.size();
  }

  private static String lastNamed(Map<String, ?> figures) {
    return figures.keySet().stream()
        .filter(text -> !text.equals(REST))
        .max(ORDER)
        .orElseThrow(() -> new IllegalArgumentException("no text has a figure"));
  }
}
