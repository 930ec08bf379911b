package org.rollbook.testkit.campus;

import java.util.Comparator;
import java.util.List;
import org.rollbook.model.EventStamp;

/// The comparison of the merge, written a second time and differently from the model's, so that a
/// fault there is not repeated here. Of two events, the one with the later time counts. At the same
/// time, an unenrollment precedes a change, which precedes a creation; of grade events, the one
/// that carries more precedes; each of them precedes a reading; and then the greater id.
final class StampLaw {

  private static final List<LmsEventType> WEAKEST_FIRST =
      List.of(
          LmsEventType.ENROLLMENT_CREATED,
          LmsEventType.ENROLLMENT_CHANGED,
          LmsEventType.UNENROLLMENT_COMPLETED,
          LmsEventType.COURSE_PASSING_STATUS_UPDATED,
          LmsEventType.CCX_PASSING_STATUS_UPDATED,
          LmsEventType.TRACKING_EVENT_EMITTED,
          LmsEventType.PERSISTENT_GRADE_SUMMARY_CHANGED);

  static final Comparator<EventStamp> EARLIEST_FIRST = StampLaw::compare;

  private StampLaw() {}

  /// Whether the first event counts if both were received.
  static boolean overrules(EventStamp first, EventStamp second) {
    return compare(first, second) > 0;
  }

  private static int compare(EventStamp left, EventStamp right) {
    int byTime = left.eventTime().compareTo(right.eventTime());
    if (byTime != 0) {
      return byTime;
    }
    int byType = strength(left) - strength(right);
    return byType != 0 ? byType : left.eventId().compareTo(right.eventId());
  }

  private static int strength(EventStamp stamp) {
    return ReadingType.isOf(stamp) ? -1 : WEAKEST_FIRST.indexOf(LmsEventType.of(stamp));
  }
}
