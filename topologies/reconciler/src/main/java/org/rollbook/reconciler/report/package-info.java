/// What was found and done, as it is kept and shown.
@NullMarked
package org.rollbook.reconciler.report;

import org.jspecify.annotations.NullMarked;
