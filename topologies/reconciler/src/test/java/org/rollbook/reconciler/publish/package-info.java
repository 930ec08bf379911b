/// The SQL of each server, and what it reads.
@NullMarked
package org.rollbook.reconciler.publish;

import org.jspecify.annotations.NullMarked;
