/// Other JVMs that this one starts, watches, kills and freezes; none outlives it.
@NullMarked
package org.rollbook.testkit.process;

import org.jspecify.annotations.NullMarked;
