/// What tests, and the stack on one machine, start Rollbook's surroundings with: a broker, a
/// registry, views as processes, and the means to look at what they did.
///
/// Knows the shared model only, and throws instead of asserting, so that it can be used outside
/// tests.
@NullMarked
package org.rollbook.testkit;

import org.jspecify.annotations.NullMarked;
