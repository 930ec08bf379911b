package org.rollbook.testkit.campus;

import org.rollbook.model.LearnerId;

/// A learner as the LMS puts it into an event, including personal data.
///
/// Every username, e-mail and name of the campus contains [#MARKER], and letters that are not
/// ASCII: the marker in a journal, a store, an answer or a log is a leak. Compressed files hide it;
/// read them through their format.
///
/// @param accountActive the account's flag, which is not the enrollment's
public record Learner(
    LearnerId id, boolean accountActive, String username, String email, String name) {

  /// A part of each piece of personal data, and of nothing else.
  public static final String MARKER = "zzpii";
}
