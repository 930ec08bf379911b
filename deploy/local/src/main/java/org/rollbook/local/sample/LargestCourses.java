package org.rollbook.local.sample;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.TrueCourseCounts;

/// The largest courses among those that a view was asked for, with its last answer. Any thread.
final class LargestCourses {

  private static final int SHOWN = 5;

  private final Map<CourseKey, TrueCourseCounts> answers = new HashMap<>();

  synchronized void note(TrueCourseCounts answer) {
    answers.put(answer.course(), answer);
    answers.values().retainAll(top());
  }

  synchronized List<TrueCourseCounts> top() {
    return answers.values().stream()
        .sorted(
            Comparator.comparingLong(TrueCourseCounts::total)
                .reversed()
                .thenComparing(counts -> counts.course().value()))
        .limit(SHOWN)
        .toList();
  }
}
