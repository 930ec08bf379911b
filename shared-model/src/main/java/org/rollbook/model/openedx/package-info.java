/// The parts of Open edX's event schemas that Rollbook reads.
@NullMarked
package org.rollbook.model.openedx;

import org.jspecify.annotations.NullMarked;
