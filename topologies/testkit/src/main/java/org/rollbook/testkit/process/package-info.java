/// Other JVMs, started, watched, killed and frozen from here; none outlives this one.
@NullMarked
package org.rollbook.testkit.process;

import org.jspecify.annotations.NullMarked;
