/// Views that break a law on purpose, to show that the readers would notice.
@NullMarked
package org.rollbook.chaos.mutant;

import org.jspecify.annotations.NullMarked;
