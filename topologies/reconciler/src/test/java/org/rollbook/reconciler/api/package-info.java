/// The SQL of each server, and what it reads.
@NullMarked
package org.rollbook.reconciler.api;

import org.jspecify.annotations.NullMarked;
