/// Everything around Rollbook that tests and the local stack start: a broker, a registry, views as
/// processes, and the means to inspect them.
///
/// Knows the shared model only, and throws instead of asserting, so that it can be used outside of
/// tests.
@NullMarked
package org.rollbook.testkit;

import org.jspecify.annotations.NullMarked;
