package org.rollbook.testkit.campus;

import org.rollbook.model.LearnerId;

/// A learner as the LMS puts one into an event, personal data and all.
///
/// Every username, e-mail and name of the campus contains [#MARKER], and letters that are not
/// ASCII: whoever finds the marker in a journal, a store, an answer or a log has found a leak.
/// Compressed files hide it; read them through their format.
///
/// @param accountActive the account's flag, which is not the enrollment's
public record Learner(
    LearnerId id, boolean accountActive, String username, String email, String name) {

  /// In each piece of personal data, and in nothing else.
  public static final String MARKER = "zzpii";
}
