package org.rollbook.chaos.read;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Map;
import org.rollbook.chaos.account.ReadTally;
import org.rollbook.testkit.watch.AnswerTimeout;
import org.rollbook.testkit.watch.Balancer;
import org.rollbook.testkit.watch.Conversation;

/// What readers have in common: which instances they ask about what, and who counts the answers.
///
/// @param bounds the bounds that they ask for
/// @param balancer chooses the next instance
record Asking(
    DrilledView view,
    AgeBounds bounds,
    Balancer balancer,
    HttpClient http,
    ReadTally tally,
    InstantSource clock) {

  /// A conversation without any exchange yet.
  ///
  /// @param headers of every request
  Conversation conversation(Map<String, String> headers, AnswerTimeout timeout) {
    return new Conversation(balancer, http, headers, timeout, clock);
  }
}
