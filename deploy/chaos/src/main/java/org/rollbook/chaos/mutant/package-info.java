/// Views that break a rule on purpose, to show that the readers would notice.
@NullMarked
package org.rollbook.chaos.mutant;

import org.jspecify.annotations.NullMarked;
