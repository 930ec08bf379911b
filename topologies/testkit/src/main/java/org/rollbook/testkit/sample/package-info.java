/// Compares a view's answers with the campus's truth while it runs: asks what any client could ask,
/// through the public HTTP API.
@NullMarked
package org.rollbook.testkit.sample;

import org.jspecify.annotations.NullMarked;
