/// Tries hard to make the topologies answer wrongly: instances, broker and registry come and go
/// while a campus writes and readers compare each answer with the truth.
///
/// ```
/// campus ─▶ broker ─▶ instances ◀─ balancer ◀─ readers ─▶ tally ─▶ table, results.json, verdict
///   └─ what it sends and when it is acknowledged ─▶ truth ──┘
/// drill ─▶ kills, stops, freezes, starts them ─▶ settled again?
/// ```
@NullMarked
package org.rollbook.chaos;

import org.jspecify.annotations.NullMarked;
