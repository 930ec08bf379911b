/// Compares the views with the LMS's own tables, and publishes what they lack.
@NullMarked
package org.rollbook.reconciler;

import org.jspecify.annotations.NullMarked;
