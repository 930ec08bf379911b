package org.rollbook.chaos.read;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Map;
import org.rollbook.chaos.account.Tally;
import org.rollbook.testkit.watch.Balancer;
import org.rollbook.testkit.watch.Conversation;
import org.rollbook.testkit.watch.Patience;

/// What readers have in common: whom they ask about what, and who counts the answers.
///
/// @param bounds that they ask for
/// @param balancer says which instance is next
record Asking(
    View view,
    Bounds bounds,
    Balancer balancer,
    HttpClient http,
    Tally tally,
    InstantSource clock) {

  /// A conversation in which nothing is said yet.
  ///
  /// @param headers of every request
  Conversation conversation(Map<String, String> headers, Patience patience) {
    return new Conversation(balancer, http, headers, patience, clock);
  }
}
