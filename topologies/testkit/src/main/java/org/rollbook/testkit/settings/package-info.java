/// Settings of programs that Maven starts: `-D<program>.<name>=...`.
@NullMarked
package org.rollbook.testkit.settings;

import org.jspecify.annotations.NullMarked;
