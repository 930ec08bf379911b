/// The simulated campus: the LMS as the bus sees it, and the truth to compare Rollbook's answers
/// with.
///
/// ```
/// Campus ─▶ Delivery ─▶ OpenEdxProducer ─▶ Open edX's topics ─▶ Rollbook ─▶ an answer
///                            └─▶ Truth ─────────────────────────────▶ TruthJudgement
/// ```
///
/// [org.rollbook.testkit.campus.Campus] decides from a seed what happens and how it reaches the
/// bus. [org.rollbook.testkit.campus.Truth] receives each event when it is sent and when it is
/// acknowledged, and judges whether a right view could have given an answer at its as-of. It shares
/// no code with the merge that it checks.
@NullMarked
package org.rollbook.testkit.campus;

import org.jspecify.annotations.NullMarked;
