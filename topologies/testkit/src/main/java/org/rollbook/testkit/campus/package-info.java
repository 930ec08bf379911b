/// The simulated campus: the LMS as the bus sees it, and the truth to hold Rollbook's answers
/// against.
///
/// ```
/// Campus ─▶ Publication ─▶ OpenEdxProducer ─▶ Open edX's topics ─▶ Rollbook ─▶ an answer
///                               └─▶ Truth ─────────────────────────────────▶ Judgement
/// ```
///
/// [org.rollbook.testkit.campus.Campus] decides from a seed what happens and how it reaches the
/// bus; [org.rollbook.testkit.campus.Truth] is told each event when it is sent and when it is
/// acknowledged, and says of an answer whether a right view could have given it at its as-of. It
/// shares no code with the merge that it checks.
@NullMarked
package org.rollbook.testkit.campus;

import org.jspecify.annotations.NullMarked;
