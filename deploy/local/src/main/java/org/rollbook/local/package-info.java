/// The whole system on one machine, for trying it out: `mvn -Plocal`.
///
/// ```
/// this JVM: broker, simulated campus ─▶ Open edX's topics ─▶ topologies, each a process
///           inspector ◀─────────────────────── HTTP ────────────┘       registry, a process
///           front page
/// ```
@NullMarked
package org.rollbook.local;

import org.jspecify.annotations.NullMarked;
