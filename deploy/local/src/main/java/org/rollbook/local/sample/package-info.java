/// Compares the views' answers with the campus's truth while the stack runs: asks what any client
/// could ask, through the public HTTP API, and reports how fresh and how right the answers were.
@NullMarked
package org.rollbook.local.sample;

import org.jspecify.annotations.NullMarked;
