/// The topic of readings, and the topic of this program's own progress.
@NullMarked
package org.rollbook.reconciler.publish;

import org.jspecify.annotations.NullMarked;
